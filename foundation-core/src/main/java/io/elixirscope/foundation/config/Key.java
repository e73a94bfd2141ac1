package io.elixirscope.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The key of a component where it is not its name in kebab-case: `@Key("interface")`.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {
    /// The key.
    ///
    /// @return lower-case letters, digits and hyphens, beginning with a letter
    String value();
}
