package dev.signet.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where servers of the journeys listen that are told before they start. Below those that
 * the system gives out, of which another could be taken meanwhile.
 */
final class Ports {

	private static final AtomicInteger NEXT = new AtomicInteger(11_000 + new SecureRandom().nextInt(9_000));

	private Ports() {
	}

	/** One where nobody listens, which is told once. */
	static int free() {
		while (true) {
			int port = NEXT.getAndIncrement();
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody listens there
			}
		}
	}

}
