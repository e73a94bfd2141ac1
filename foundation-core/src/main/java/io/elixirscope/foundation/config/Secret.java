package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Redacted;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a setting whose value is for the application only: reports, history, errors, telemetry and files of
/// the library show `•••` or a salted fingerprint.
///
/// The `toString` of the application's own record is the application's: a record with a secret should override
/// it.
@Documented
@Redacted
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Secret {}
