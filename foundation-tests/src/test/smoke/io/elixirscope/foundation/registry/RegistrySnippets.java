package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.value.Value;

/// The examples of the registry; `RegistrySnippetsSmokeTest` runs them.
final class RegistrySnippets {
    private RegistrySnippets() {}

    // @start region="unique"
    record UserId(long number) {}

    sealed interface Session {
        record Add(String item) implements Session, Call<Session, Integer> {}
    }

    static GenServer<Session, Integer> session(UniqueNamespace<UserId, Session> sessions, UserId user) {
        return GenServer.named("session-" + user.number(), Session.class)
                .init(context -> switch (sessions.register(context, user)) {
                    case Result.Ok<?> _ -> Init.ready(0);
                    case Result.Err<?> taken -> Init.<Integer>failed(taken.error());
                })
                .onCall(Session.Add.class, (_, items) -> Reply.ok(items + 1, items + 1))
                .build();
    }

    static Result<Integer> add(UniqueNamespace<UserId, Session> sessions, UserId user, String item) {
        return sessions.ref(user).call(new Session.Add(item)); // S102 while nobody is registered
    }
    // @end region="unique"

    // @start region="duplicate"
    sealed interface Screen {
        record Show(String text) implements Screen, Cast<Screen> {}
    }

    static GenServer<Screen, String> screen(DuplicateNamespace<String, Screen> screens, String name, String zone) {
        return GenServer.named(name, Screen.class)
                .init(context -> switch (screens.register(context, "kitchen", Value.of(zone))) {
                    case Result.Ok<?> _ -> Init.ready("");
                    case Result.Err<?> refused -> Init.<String>failed(refused.error());
                })
                .onCast(Screen.Show.class, (show, _) -> Next.state(show.text()))
                .build();
    }

    static int show(DuplicateNamespace<String, Screen> screens, String text) {
        return screens.dispatch("kitchen", screen -> screen.server().cast(new Screen.Show(text)));
    }

    static long screensOf(DuplicateNamespace<String, Screen> screens, String zone) {
        return screens.find("kitchen", Value.of(zone)::equals).size();
    }
    // @end region="duplicate"
}
