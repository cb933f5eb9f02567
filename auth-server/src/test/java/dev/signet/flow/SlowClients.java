package dev.signet.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Clients that send a byte a second, or less. All begin at the same moment and early, so
 * that whoever wants to know whether the server had enough of them need not wait for it.
 *
 * @param header one that never ends a header
 * @param requestLine one that never ends the first line
 * @param body one that never ends a body
 */
record SlowClients(CompletableFuture<Boolean> header, CompletableFuture<Boolean> requestLine,
		CompletableFuture<Boolean> body) {

	/** The server has no more than half a minute of patience. */
	private static final Duration LIMIT = Duration.ofMinutes(2);

	static SlowClients begin(Scene scene) {
		return new SlowClients(RawHttp.drip(scene, "GET /signin HTTP/1.1\r\nHost: localhost\r\nX: ", "x", LIMIT),
				RawHttp.drip(scene, "GET /sig", "n", LIMIT),
				RawHttp.drip(scene,
						"POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
								+ "Transfer-Encoding: chunked\r\n\r\n5\r\ngrant\r\n",
						"", LIMIT));
	}

}
