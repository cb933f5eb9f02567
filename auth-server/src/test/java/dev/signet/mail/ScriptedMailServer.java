package dev.signet.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A mail server that answers each command of SMTP as a test wants, for what no
 * well-behaved server can be brought to do.
 */
final class ScriptedMailServer implements AutoCloseable {

	/** Says nothing for a minute. */
	static final String SILENCE = "silence";

	/** Closes the connection without a word. */
	static final String HANG_UP = "hang up";

	private final ServerSocket listener;

	private final Map<String, String> answers = new LinkedHashMap<>();

	ScriptedMailServer() {
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::listen, "scripted-mail-server");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Answers a command in this way.
	 * @param command its name, {@code connect}, or {@code .} for the end of a message
	 */
	ScriptedMailServer answering(String command, String answer) {
		this.answers.put(command, answer);
		return this;
	}

	int port() {
		return this.listener.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private void listen() {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				Thread thread = new Thread(() -> converse(socket), "scripted-mail-server");
				thread.setDaemon(true);
				thread.start();
			}
		}
		catch (IOException ex) {
			// Closed: the test is over
		}
	}

	private void converse(Socket socket) {
		try (socket;
				BufferedReader input = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			boolean open = answer(socket, "connect", "220 scripted");
			boolean message = false;
			while (open) {
				String line = input.readLine();
				if (line == null) {
					return;
				}
				if (message && !line.equals(".")) {
					continue;
				}
				String command = line.split("[ :]")[0].toUpperCase();
				message = command.equals("DATA") && this.answers.getOrDefault(command, SILENCE).equals(SILENCE);
				open = answer(socket, command, message ? "354 go on" : "250 2.0.0 fine") && !command.equals("QUIT");
			}
		}
		catch (IOException ex) {
			// The client has gone
		}
	}

	/** Tells whether the conversation goes on. */
	private boolean answer(Socket socket, String command, String usual) throws IOException {
		String answer = this.answers.getOrDefault(command, usual);
		if (answer.equals(HANG_UP)) {
			return false;
		}
		if (answer.equals(SILENCE)) {
			LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
			answer = usual;
		}
		socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
		return true;
	}

}
