package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.StoredEvent;

/// Events as CloudEvents 1.0 in structured JSON, one event a line.
///
/// ```
/// {"specversion":"1.0","id":"e1","source":"urn:shop","type":"order.placed","subject":"order-7",
///  "time":"2026-01-09T08:46:08Z","datacontenttype":"application/json","correlationid":"c1","causationid":"e0",
///  "node":"shop-1","origin":"orders","configversion":3,"position":17,"recordedat":"2026-01-09T08:46:08.120Z",
///  "data":{"total":12.50}}
/// ```
///
/// | member | read | written |
/// | --- | --- | --- |
/// | `specversion` | required, `"1.0"` | always |
/// | `id` `source` `type` | required | always |
/// | `time` | required | in UTC |
/// | `subject` `correlationid` `causationid` `node` `origin` | text | where known |
/// | `configversion` `schemaversion` | a number, or its digits as text | unless 0, unless 1; text above 2³¹−1 |
/// | `position` `recordedat` | ignored: a store assigns its own | always; the position as text above 2³¹−1 |
/// | `data` | any JSON | unless null |
/// | `data_base64` | bytes; not together with `data` | where the data is bytes |
/// | `datacontenttype` | an attribute, unless `application/json` | the attribute, else `application/json` |
/// | other names, a-z and 0-9 | attributes: text, number, boolean | in the JSON form that was read |
///
/// *Time*: CloudEvents makes it optional. An event has the time of its happening, and one made up while reading would
/// differ at the next import of the same line: so a line without it is refused.
///
/// *Null* is as absent. Fields of objects inside data are written in the order of their names. What is written and read
/// again is written equal again, but for what a store assigns.
///
/// *Refused*: duplicate members, text after the event, half surrogate pairs, more than 256 levels, numbers of more than
/// 1,000 digits, names of more than 20 characters.
///
/// Stateless, thread-safe.
public final class CloudEventsJson {

    private CloudEventsJson() {}

    /// The event of one line. Never throws for what the line holds.
    ///
    /// @param line one JSON object, without the end of line
    /// @param lineNumber the number that errors name, from 1
    /// @return the event; `D202` no CloudEvent in JSON, `D201` a broken rule of events; both with their place
    public static Result<Event> read(String line, long lineNumber) {
        return EventLineReader.read(line, "events", lineNumber);
    }

    /// One line of JSON, without the end of line.
    ///
    /// @param stored the event with its position
    /// @return text without line breaks
    public static String write(StoredEvent stored) {
        return EventLineWriter.write(stored);
    }
}
