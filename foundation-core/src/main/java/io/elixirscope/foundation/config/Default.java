package io.elixirscope.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a setting that no layer gives, as text in the form a properties file has it.
///
/// A setting without one is required, unless its type is `Optional`. A default that its own type cannot read is
/// refused when the schema is read.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    /// The text.
    ///
    /// @return the default, read like a text from a file
    String value();
}
