package io.elixirscope.foundation.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.registry.RegistrySnippets.Screen;
import io.elixirscope.foundation.registry.RegistrySnippets.Session;
import io.elixirscope.foundation.registry.RegistrySnippets.UserId;
import io.elixirscope.foundation.supervision.Supervisor;
import org.junit.jupiter.api.Test;

class RegistrySnippetsSmokeTest {
    @Test
    void examplesRunInAFoundation() {
        var user = new UserId(17);
        try (var foundation = Foundation.builder()
                .supervise(services -> {
                    var sessions = services.registry().unique("sessions", UserId.class, Session.class);
                    var screens = services.registry().duplicate("screens", String.class, Screen.class);
                    return Supervisor.named("shop")
                            .child(RegistrySnippets.session(sessions, user))
                            .child(RegistrySnippets.screen(screens, "left", "eu"))
                            .child(RegistrySnippets.screen(screens, "right", "us"))
                            .build();
                })
                .start()
                .orElseThrow()) {
            var sessions = foundation.registry().unique("sessions", UserId.class, Session.class);
            var screens = foundation.registry().duplicate("screens", String.class, Screen.class);
            assertThat(RegistrySnippets.add(sessions, user, "tea")).isEqualTo(Result.ok(1));
            assertThat(RegistrySnippets.add(sessions, new UserId(18), "tea")).isInstanceOf(Result.Err.class);
            assertThat(RegistrySnippets.show(screens, "tea")).isEqualTo(2);
            assertThat(RegistrySnippets.screensOf(screens, "eu")).isEqualTo(1);
            assertThat(foundation.health().services().get("registry").details())
                    .containsKeys("entries.sessions", "entries.screens");
        }
    }
}
