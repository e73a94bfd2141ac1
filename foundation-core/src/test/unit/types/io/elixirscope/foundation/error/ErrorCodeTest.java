package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {

    @ParameterizedTest
    @CsvSource({"C,101,C101,1101", "S,404,S404,2404", "D,201,D201,3201", "E,499,E499,4499", "C,100,C100,1100"})
    void hasATextAndANumber(char category, int number, String text, int numeric) {
        var code = new ErrorCode(category, number);
        assertThat(code).hasToString(text);
        assertThat(code.text()).isEqualTo(text);
        assertThat(code.numeric()).isEqualTo(numeric);
        assertThat(ErrorCode.parse(text)).contains(code);
        assertThat(ErrorCode.parse(String.valueOf(numeric))).contains(code);
    }

    @Test
    void readsSmallLetters() {
        assertThat(ErrorCode.parse("d201")).contains(new ErrorCode('D', 201));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "D20", "D2011", "X201", "D099", "D500", "D+20", "0201", "5201", "D٢٠١", "D20 "})
    void readsNothingElse(String text) {
        assertThat(ErrorCode.parse(text)).isEmpty();
    }

    @Test
    void refusesWhatIsOutsideItsRange() {
        assertThatThrownBy(() -> new ErrorCode('X', 101)).hasMessage("category must be one of C S D E, was X");
        assertThatThrownBy(() -> new ErrorCode('C', 99)).hasMessage("number must be 100 to 499, was 99");
        assertThatThrownBy(() -> new ErrorCode('C', 500)).hasMessage("number must be 100 to 499, was 500");
    }
}
