package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatsTest {
    private static String told(String name) {
        return ConfigSource.file(Path.of(name)).read().problems().getFirst().message();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.properties", "none.PROPERTIES", "a.b/none.properties", ".properties"})
    void knowsPropertiesByTheirEnding(String name) {
        assertThat(told(name)).isEqualTo(name + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "none.conf", "none.", "a.properties/none", "none.properties~"})
    void saysWhichEndingsItKnows(String name) {
        assertThat(told(name)).isEqualTo(name + " is of no known format: its name must end with one of .properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "yml", "toml", "json"})
    void saysWhichModuleIsMissing(String ending) {
        assertThat(told("app." + ending))
                .isEqualTo("app." + ending + " needs the module foundation-formats on the class path or module path:"
                        + " add io.elixirscope:foundation-formats for ." + ending);
    }

    @Test
    void keepsTheNameAsGiven() {
        assertThat(ConfigSource.file(Path.of("conf/../app.xyz")).name())
                .isEqualTo(Path.of("conf/../app.xyz").toString());
    }
}
