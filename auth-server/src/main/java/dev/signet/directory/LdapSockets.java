package dev.signet.directory;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import dev.signet.directory.DirectoryServer.Security;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundSockets;

/**
 * The connections of one call to a directory. Closing them ends whatever waits for an
 * answer.
 */
final class LdapSockets implements AutoCloseable {

	static final Duration CONNECT = Duration.ofSeconds(2);

	private final OutboundSockets outbound;

	private final SSLSocketFactory tls;

	private final Security security;

	private final List<Socket> open = new CopyOnWriteArrayList<>();

	private volatile boolean over;

	LdapSockets(OutboundSockets outbound, SSLSocketFactory tls, Security security) {
		this.outbound = outbound;
		this.tls = tls;
		this.security = security;
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
		for (Socket socket : this.open) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// Then it is closed
			}
		}
	}

	private Socket guarded(String host, int port) throws IOException {
		try {
			return this.outbound.connect(host, port, CONNECT);
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
