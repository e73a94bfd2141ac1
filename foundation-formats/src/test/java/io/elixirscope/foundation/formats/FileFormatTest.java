package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileFormatTest {

    @ParameterizedTest
    @CsvSource({"a.yaml,YAML", "b.yml,YAML", "dir.d/c.toml,TOML", "D.JSON,JSON", "e.properties,PROPERTIES"})
    void isToldByTheEnding(String fileName, FileFormat format) {
        assertThat(FileFormat.ofFileName(fileName)).contains(format);
    }

    @Test
    void isEmptyForAnotherEnding() {
        assertThat(FileFormat.ofFileName("notes.txt")).isEmpty();
        assertThat(FileFormat.ofFileName("notes")).isEmpty();
    }
}
