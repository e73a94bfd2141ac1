package io.elixirscope.foundation.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.elixirscope.foundation.FoundationVersion;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// The classes under test: the library's own, or a planted violation.
final class Scan {

    static final String ROOT = "io.elixirscope.foundation";
    static final String PLANTED = ROOT + ".architecture.planted.";

    private Scan() {}

    /// Every class of the library.
    static JavaClasses library() {
        return new ClassFileImporter().importPath(classesFolder());
    }

    /// The classes of `planted.name` and below.
    static JavaClasses planted(String name) {
        return new ClassFileImporter()
                .importPath(folderOf(Scan.class).resolve("planted").resolve(name));
    }

    /// The folder that holds the library's compiled classes and `module-info.class`.
    static Path classesFolder() {
        var folder = folderOf(FoundationVersion.class);
        for (var _ : ROOT.split("\\.")) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Path folderOf(Class<?> type) {
        try {
            return Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                    .getParent();
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException("no folder of " + type, wrong);
        }
    }

    /// What a rule says of some classes: its violations, one a line; empty where it holds.
    static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
    }
}
