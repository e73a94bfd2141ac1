package io.elixirscope.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a setting that may change while the program runs; on a nested record it marks every setting below it.
///
/// A change of any other setting is refused with `C401 config_update_forbidden`. A secret is never changed at
/// run time.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Updatable {}
