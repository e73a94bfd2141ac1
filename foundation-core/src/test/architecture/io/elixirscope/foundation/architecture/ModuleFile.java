package io.elixirscope.foundation.architecture;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a compiled `module-info` says.
///
/// @param annotations descriptors of its annotations, such as `Lorg/jspecify/annotations/NullMarked;`
/// @param exports names of the packages it exports to everybody
record ModuleFile(Set<String> annotations, Set<String> exports) {

    static ModuleFile read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    static ModuleFile parse(byte[] bytes) {
        var model = ClassFile.of().parse(bytes);
        var annotations = model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .map(annotation -> annotation.className().stringValue())
                .collect(toUnmodifiableSet());
        var exports = model.findAttribute(Attributes.module()).orElseThrow().exports().stream()
                .filter(export -> export.exportsTo().isEmpty())
                .map(export -> export.exportedPackage().name().stringValue().replace('/', '.'))
                .collect(toUnmodifiableSet());
        return new ModuleFile(annotations, exports);
    }

    boolean isNullMarked() {
        return annotations.contains("Lorg/jspecify/annotations/NullMarked;");
    }

    /// The packages that have a public type and are not exported.
    List<String> forgottenExports(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getPackageName)
                .filter(name -> !exports.contains(name))
                .distinct()
                .sorted()
                .toList();
    }
}
