package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The index of the decision records says of each what the record says of itself.
class DecisionRecordsSmokeTest {
    private static final Pattern NUMBER = Pattern.compile("\\[\\d{4}\\].*");
    private static final String BUILT = "accepted";
    private static final String NOT_BUILT = "accepted, not (wholly) built yet";

    private final List<List<String>> index = Document.of("docs/adr/README.md").rows(NUMBER);

    @Test
    void areAllInTheIndex() {
        var records = Document.all().stream()
                .filter(page -> page.file().getFileName().toString().matches("\\d{4}-.*"))
                .toList();

        assertThat(records).hasSizeGreaterThan(40);
        assertThat(index).hasSameSizeAs(records);
    }

    @Test
    void sayInTheIndexWhetherTheyAreBuilt() {
        assertThat(index).allSatisfy(row -> assertThat(row.get(2)).isEqualTo(state(record(row))));
    }

    @Test
    void haveTheTitleOfTheIndex() {
        assertThat(index)
                .allSatisfy(row -> assertThat(record(row).text().lines().findFirst())
                        .hasValueSatisfying(title -> assertThat(title).endsWith(". " + row.get(1))));
    }

    private static Document record(List<String> row) {
        return Document.of(
                "docs/adr/" + Document.links(row.getFirst()).getFirst().target());
    }

    private static String state(Document record) {
        return record.text().toLowerCase(Locale.ROOT).contains("not built yet") ? NOT_BUILT : BUILT;
    }
}
