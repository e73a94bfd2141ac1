/// The `foundation` command; [FoundationCommand] is its main class.
///
/// Results go to standard output, talk and progress to standard error. Exit codes: 0 done, 1 the operation failed, 2
/// wrong usage.
///
/// One class a verb, named by group and verb: `foundation events import` is `EventsImport`, listed in `EventsCommand`.
/// A
/// new verb is a subclass of `Verb`, listed in the `subcommands` of its group; a new group is listed in
/// [FoundationCommand]. Shared: `DataDirectory` (the option `--data` and its journal), `Output` (where words go),
/// `Arguments` (words as values), `Visible`, `Numbers` and `DurationText` (for people).
package io.elixirscope.foundation.cli;
