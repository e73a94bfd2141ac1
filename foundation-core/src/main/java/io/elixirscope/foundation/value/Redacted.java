package io.elixirscope.foundation.value;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a record component that no report shows: [Sensitive#HIDDEN] stands in its place. On an annotation it makes
/// that one such a mark too, as `@Secret` of the configuration is.
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Redacted {}
