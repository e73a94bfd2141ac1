package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

final class JsonSchemaLogic {
    private JsonSchemaLogic() {}

    static Map<String, Value> section(SchemaNode.Section section) {
        return new LinkedHashMap<>();
    }
}
