package dev.signet.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.signet.Sooner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How long somebody waits for one of several addresses of a name. */
class OutboundSocketsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	@Test
	void connectWhenTwoAddressesAreSilentThenTheThirdAnswersInTime() throws Exception {
		try (ServerSocket live = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			silent("127.0.0.2", live.getLocalPort());
			silent("127.0.0.3", live.getLocalPort());
			Sooner.than(PATIENCE, () -> {
				Socket socket = sockets("127.0.0.2", "127.0.0.3", "127.0.0.1").connect("many.example",
						live.getLocalPort(), PATIENCE);
				this.open.add(socket);
				assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.1");
			});
		}
	}

	@Test
	void connectWhenAllAreSilentThenOverInTime() throws Exception {
		int port = silent("127.0.0.2", 0);
		silent("127.0.0.3", port);
		Sooner.than(PATIENCE.multipliedBy(3).dividedBy(2),
				() -> assertThatExceptionOfType(OutboundFailed.class)
					.isThrownBy(() -> sockets("127.0.0.2", "127.0.0.3").connect("many.example", port, PATIENCE))
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(OutboundFailed.Reason.TOO_SLOW)));
	}

	private OutboundSockets sockets(String... addresses) {
		OutboundSockets sockets = new OutboundSockets(new OutboundProperties(List.of("127.0.0.0/8")), (host) -> {
			InetAddress[] all = new InetAddress[addresses.length];
			for (int i = 0; i < addresses.length; i++) {
				all[i] = InetAddress.getByName(addresses[i]);
			}
			return all;
		});
		this.open.add(sockets::destroy);
		return sockets;
	}

	/** A full queue: the system answers nobody who comes after. */
	private int silent(String address, int port) throws IOException {
		ServerSocket full = new ServerSocket(port, 1, InetAddress.getByName(address));
		this.open.add(full);
		for (int i = 0; i < 10; i++) {
			Socket waiting = new Socket();
			this.open.add(waiting);
			try {
				waiting.connect(new InetSocketAddress(address, full.getLocalPort()), 200);
			}
			catch (IOException ex) {
				return full.getLocalPort();
			}
		}
		throw new IllegalStateException("The queue has no end");
	}

}
