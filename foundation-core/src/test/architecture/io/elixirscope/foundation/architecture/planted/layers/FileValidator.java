package io.elixirscope.foundation.architecture.planted.layers;

import java.nio.file.Files;
import java.nio.file.Path;

final class FileValidator {

    private FileValidator() {}

    static boolean exists(Path path) {
        return Files.exists(path);
    }
}
