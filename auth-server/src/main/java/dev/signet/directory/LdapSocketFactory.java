package dev.signet.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.Callable;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Gives the JDK's LDAP client connections that the address guard has seen. The client is
 * told the name of this class and asks it for a factory, on the thread on which it
 * connects; so whoever connects says on that thread with what.
 */
public final class LdapSocketFactory extends SocketFactory {

	private static final ThreadLocal<@Nullable LdapSockets> CURRENT = new ThreadLocal<>();

	private final LdapSockets sockets;

	private LdapSocketFactory(LdapSockets sockets) {
		this.sockets = sockets;
	}

	/**
	 * The factory of this thread, which the JDK asks for by reflection.
	 * @throws IllegalStateException when nobody said with what to connect
	 */
	public static SocketFactory getDefault() {
		LdapSockets sockets = CURRENT.get();
		if (sockets == null) {
			throw new IllegalStateException("Nobody connects on this thread");
		}
		return new LdapSocketFactory(sockets);
	}

	/** Does something that may connect, with these. */
	static <T> T connecting(LdapSockets sockets, Callable<T> work) throws Exception {
		CURRENT.set(sockets);
		try {
			return work.call();
		}
		finally {
			CURRENT.remove();
		}
	}

	/** Makes the JDK ask for a connected one: only then the name is known. */
	@Override
	public Socket createSocket() throws SocketException {
		throw new SocketException("Sockets are connected when they are made");
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return this.sockets.connect(host, port);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
		throw new UnsupportedOperationException("The system chooses the near end");
	}

	@Override
	public Socket createSocket(InetAddress address, int port) {
		throw new UnsupportedOperationException("Without the name there is nothing to decide");
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort) {
		throw new UnsupportedOperationException("Without the name there is nothing to decide");
	}

}
