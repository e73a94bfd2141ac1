package io.elixirscope.foundation.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import org.junit.jupiter.api.Test;

final class ModuleFileTest {

    private static ModuleFile library() throws IOException {
        return ModuleFile.read(Scan.classesFolder().resolve("module-info.class"));
    }

    @Test
    void theLibraryIsNullMarked() throws IOException {
        assertThat(library().isNullMarked()).isTrue();
    }

    @Test
    void everyPackageWithAPublicTypeIsExported() throws IOException {
        assertThat(library().forgottenExports(Scan.library())).isEmpty();
    }

    @Test
    void refusesAModuleWithoutNullMarked() {
        var bytes = ClassFile.of().buildModule(ModuleAttribute.of(ModuleDesc.of("planted"), module -> {}));
        assertThat(ModuleFile.parse(bytes).isNullMarked()).isFalse();
    }

    @Test
    void refusesAForgottenExport() throws IOException {
        assertThat(library().forgottenExports(Scan.planted("crowd"))).containsExactly(Scan.PLANTED + "crowd");
    }
}
