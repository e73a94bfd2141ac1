package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.io.StringWriter;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes one stored event as one line.
final class EventLineWriter {

    /// The content type of data that is written as JSON.
    static final String JSON = "application/json";

    private static final JsonFactory FACTORY = new JsonFactory();

    private EventLineWriter() {}

    static String write(StoredEvent stored) {
        var text = new StringWriter(512);
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members(stored.event(), json);
            whole("position", stored.position(), json);
            json.writeStringProperty("recordedat", stored.recordedAt().toString());
            ExtensionForms.write(stored.event().attributes(), json);
            data(stored.event(), json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Whether data has the member `data`, as JSON, and so the usual content type.
    static boolean writtenAsJson(Value data) {
        return !(data instanceof Value.NullValue) && !(data instanceof Value.BytesValue);
    }

    private static void members(Event event, JsonGenerator json) {
        json.writeStringProperty("specversion", "1.0");
        json.writeStringProperty("id", event.id());
        json.writeStringProperty("source", event.source());
        json.writeStringProperty("type", event.type());
        event.subject().ifPresent(subject -> json.writeStringProperty("subject", subject));
        json.writeStringProperty("time", event.time().toString());
        event.correlationId().ifPresent(correlation -> json.writeStringProperty("correlationid", correlation));
        event.causeId().ifPresent(cause -> json.writeStringProperty("causationid", cause));
        if (!event.node().isEmpty()) {
            json.writeStringProperty("node", event.node());
        }
        if (!event.origin().isEmpty()) {
            json.writeStringProperty("origin", event.origin());
        }
        if (event.configVersion() != 0) {
            whole("configversion", event.configVersion(), json);
        }
        if (event.schemaVersion() != 1) {
            whole("schemaversion", event.schemaVersion(), json);
        }
    }

    private static void data(Event event, JsonGenerator json) {
        var data = event.data();
        var usual = writtenAsJson(data) ? JSON : "";
        var contentType = event.attributes().getOrDefault(ExtensionForms.CONTENT_TYPE, usual);
        if (!contentType.isEmpty()) {
            json.writeStringProperty("datacontenttype", contentType);
        }
        if (data instanceof Value.BytesValue bytes) {
            json.writeStringProperty("data_base64", Base64.getEncoder().encodeToString(bytes.value()));
        } else if (writtenAsJson(data)) {
            json.writeName("data");
            JsonText.write(data, json);
        }
    }

    /// CloudEvents integers have 32 bits: a larger number is text.
    private static void whole(String name, long number, JsonGenerator json) {
        json.writeName(name);
        if (number <= Integer.MAX_VALUE) {
            json.writeNumber(number);
        } else {
            json.writeString(Long.toString(number));
        }
    }
}
