package io.elixirscope.foundation.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes, the answer is lines of the protocol, and the node goes on.
@Timeout(60)
class ControlProtocolPropertyTest {
    private static final int ROUNDS = 400;
    private static final String REQUEST = "{\"v\":1,\"verb\":\"echo\",\"args\":{\"text\":\"äöü\",\"n\":[1,2.5,null]}}";

    @TempDir
    private Path data;

    private static Result<Integer> echo(ControlRequest request, ControlSink sink) {
        sink.item(Value.map(request.args()));
        return Result.ok(0);
    }

    @Test
    void anythingIsAnsweredWithLinesOfTheProtocol() throws IOException {
        try (var node = new ControlNode(data, Map.of("echo", ControlProtocolPropertyTest::echo))) {
            for (long seed = 1; seed <= ROUNDS; seed++) {
                var answer = answer(node, hostile(new SplittableRandom(seed)));
                assertThat(answer).as("seed %d", seed).endsWith("\n");
                var lines = answer.lines().toList();
                assertThat(lines)
                        .as("seed %d", seed)
                        .hasSizeBetween(1, 2)
                        .allMatch(ControlProtocolPropertyTest::isReply);
                assertThat(lines.getLast()).as("seed %d", seed).doesNotStartWith("{\"item\"");
            }
            node.awaitNoConnection();
            assertThat(node.failures).isEmpty();
            assertThat(node.ask(REQUEST + "\n"))
                    .startsWith("{\"item\":{\"text\":\"äöü\"")
                    .endsWith("{\"end\":{\"exit\":0}}\n");
        }
    }

    /// Sent as far as the node reads; then the sending side is closed.
    private static String answer(ControlNode node, byte[] bytes) throws IOException {
        try (var channel = node.connect()) {
            try {
                ControlNode.send(channel, bytes);
                channel.shutdownOutput();
            } catch (IOException refusedMeanwhile) {
                return ControlNode.receive(channel);
            }
            return ControlNode.receive(channel);
        }
    }

    private static boolean isReply(String line) {
        return JsonText.read(line, ValueLimits.DEFAULT) instanceof JsonReading.Parsed(Value.MapValue(var fields))
                && fields.size() == 1
                && (fields.containsKey("item") || fields.containsKey("end") || fields.containsKey("error"));
    }

    /// A request with some bytes changed, cut or repeated, or noise of up to twice the allowed length.
    private static byte[] hostile(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            var noise = new byte[random.nextInt(2 * RequestLogic.MAX_REQUEST_BYTES)];
            random.nextBytes(noise);
            return noise;
        }
        var bytes = (REQUEST + "\n").repeat(1 + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
