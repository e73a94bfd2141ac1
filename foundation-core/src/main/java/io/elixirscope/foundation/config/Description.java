package io.elixirscope.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a setting is, for the people who write it: `description` in the JSON Schema, a comment in the sample
/// file.
///
/// On a record it describes every section of that type that has no text of its own.
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Description {
    /// The text.
    ///
    /// @return a sentence or a few; line breaks are kept in comments
    String value();
}
