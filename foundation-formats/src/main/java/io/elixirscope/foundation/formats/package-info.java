/// Configuration files in YAML, TOML and JSON, and events as CloudEvents JSON lines, read with
/// the line and column of what is wrong.
///
/// Configuration: programs name files with `ConfigSource.file`, which finds the formats here,
/// such as [io.elixirscope.foundation.formats.YamlFormat]. The walk of a file: `FileSource` →
/// `YamlFormat.read` → `YamlTree` → `SettingNode` → `SettingEntries` → entries and problems with
/// excerpts of `SourceText`.
///
/// Events: start at [io.elixirscope.foundation.formats.CloudEventsLines]. Reading is bounded in
/// the length of a line, in depth and in size; a line that is no event is told with its number
/// and the reason, and the next one is read. Nothing here keeps state between files.
package io.elixirscope.foundation.formats;
