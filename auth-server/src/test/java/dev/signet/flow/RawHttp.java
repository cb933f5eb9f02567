package dev.signet.flow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Speaks HTTP over a bare socket, where an honest client library would refuse to.
 */
final class RawHttp {

	private RawHttp() {
	}

	/** Sends a request line with headers, host and end added, and reads the answer. */
	static Reply send(Scene scene, String... lines) {
		return bare(scene, String.join("\r\n", lines) + "\r\nHost: " + scene.actors().server().getAuthority()
				+ "\r\nConnection: close\r\n\r\n");
	}

	/** Sends bytes as they are and reads until the server closes. */
	static Reply bare(Scene scene, String text) {
		try (Socket socket = connect(scene)) {
			write(socket, text);
			return Reply.parse(read(socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a beginning and then one more byte a second.
	 * @return whether the server had enough of it within the limit
	 */
	static CompletableFuture<Boolean> drip(Scene scene, String beginning, String drop, Duration limit) {
		return CompletableFuture.supplyAsync(() -> {
			long start = System.nanoTime();
			try (Socket socket = connect(scene)) {
				socket.setSoTimeout(1000);
				socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
				while (isOpen(socket)) {
					if (System.nanoTime() - start > limit.toNanos()) {
						return false;
					}
					socket.getOutputStream().write(drop.getBytes(StandardCharsets.ISO_8859_1));
				}
			}
			catch (SocketException ex) {
				// Closed while it was written to, which is what is waited for
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return true;
		});
	}

	/** Waits a second for the end; an answer alone is not the end. */
	private static boolean isOpen(Socket socket) throws IOException {
		try {
			return socket.getInputStream().read() >= 0;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
	}

	private static Socket connect(Scene scene) throws IOException {
		Socket socket = new Socket("localhost", scene.actors().server().getPort());
		socket.setSoTimeout((int) Browser.PATIENCE.toMillis());
		return socket;
	}

	private static void write(Socket socket, String text) throws IOException {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (SocketException ex) {
			// Refused before all was sent; the answer may be there all the same
		}
	}

	private static String read(Socket socket) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		InputStream input = socket.getInputStream();
		try {
			for (int next = input.read(); next >= 0; next = input.read()) {
				read.write(next);
			}
		}
		catch (SocketException ex) {
			// Reset after the answer, because not all was read; what came counts
		}
		return read.toString(StandardCharsets.ISO_8859_1);
	}

}
