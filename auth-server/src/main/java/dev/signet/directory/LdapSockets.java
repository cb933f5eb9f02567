package dev.signet.directory;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import dev.signet.directory.DirectoryServer.Security;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundSockets;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one call to a directory, and the time that it has. Closing them ends
 * whatever waits for an answer.
 */
final class LdapSockets implements AutoCloseable {

	static final Duration TOTAL = Duration.ofSeconds(5);

	static final Duration CONNECT = Duration.ofSeconds(2);

	private final OutboundSockets outbound;

	private final SSLSocketFactory tls;

	private final Security security;

	private final List<Socket> open = new CopyOnWriteArrayList<>();

	private final long endsAt = System.nanoTime() + TOTAL.toNanos();

	private volatile Duration patience = CONNECT;

	private volatile @Nullable Socket latest;

	private volatile boolean passwordSent;

	private volatile boolean over;

	LdapSockets(OutboundSockets outbound, SSLSocketFactory tls, Security security) {
		this.outbound = outbound;
		this.tls = tls;
		this.security = security;
	}

	/** How much time the call has left. */
	Duration left() {
		return Duration.ofNanos(Math.max(0, this.endsAt - System.nanoTime()));
	}

	/**
	 * Opens a connection which is of use within its share of the time that is left, or is
	 * given up, so that there is time for the next address; but for one on which
	 * somebody's password is sent by then.
	 * @param addresses how many can still be tried, this one among them
	 */
	<T> T opening(int addresses, Supplier<T> opens) {
		Duration share = left().dividedBy(addresses);
		this.latest = null;
		this.passwordSent = false;
		this.patience = (share.compareTo(CONNECT) < 0) ? share : CONNECT;
		CompletableFuture<Void> end = CompletableFuture.runAsync(this::giveUp,
				CompletableFuture.delayedExecutor(share.toNanos(), TimeUnit.NANOSECONDS));
		try {
			return opens.get();
		}
		finally {
			end.cancel(false);
		}
	}

	/**
	 * Somebody's password is sent on the connection that is being opened, which is not
	 * given up from here for the next address: a directory may take long to say that it
	 * is wrong. It has as long as any answer, or what is left of the call.
	 */
	void sendsPassword() {
		this.passwordSent = true;
		this.latest = null;
	}

	/**
	 * Whether the directory may have seen it, and counted it, on the latest connection.
	 */
	boolean passwordSent() {
		return this.passwordSent;
	}

	/** What encrypts, for who begins to later. */
	SSLSocketFactory tls() {
		return this.tls;
	}

	/**
	 * Connects. With TLS from the first byte the handshake is still to come, and will
	 * want a certificate for this name.
	 */
	Socket connect(String host, int port) throws IOException {
		Socket plain = guarded(host, port);
		this.open.add(plain);
		this.latest = plain;
		if (this.over) {
			close();
			throw new IOException("It took too long");
		}
		if (this.security == Security.NONE && !plain.getInetAddress().isLoopbackAddress()) {
			plain.close();
			throw new NotProtected();
		}
		if (this.security != Security.LDAPS) {
			return plain;
		}
		SSLSocket encrypted = (SSLSocket) this.tls.createSocket(plain, host, port, true);
		SSLParameters parameters = encrypted.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("LDAPS");
		encrypted.setSSLParameters(parameters);
		return encrypted;
	}

	@Override
	public void close() {
		this.over = true;
		this.open.forEach(LdapSockets::close);
	}

	private void giveUp() {
		Socket socket = this.latest;
		if (socket != null) {
			close(socket);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// Then it is closed
		}
	}

	private Socket guarded(String host, int port) throws IOException {
		try {
			return this.outbound.connect(host, port, this.patience);
		}
		catch (OutboundFailed ex) {
			throw new NotConnected(ex);
		}
	}

	/** There is no connection, and why. */
	static final class NotConnected extends IOException {

		private final OutboundFailed.Reason reason;

		private NotConnected(OutboundFailed failed) {
			super(failed.getMessage(), failed);
			this.reason = failed.reason();
		}

		OutboundFailed.Reason reason() {
			return this.reason;
		}

	}

	/** A connection to another machine would not be encrypted. */
	static final class NotProtected extends IOException {

		private NotProtected() {
			super("Passwords would leave this machine without encryption");
		}

	}

}
