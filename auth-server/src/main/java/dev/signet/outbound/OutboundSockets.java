package dev.signet.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.signet.outbound.AddressGuard.Transport;
import dev.signet.outbound.GuardedNames.AddressRefused;
import dev.signet.outbound.GuardedNames.Names;
import dev.signet.outbound.OutboundFailed.Reason;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Connections for protocols other than HTTP, to addresses that {@link AddressGuard} has
 * seen. Whoever gets one speaks TLS on it, or is content with this machine itself.
 */
@Component
public final class OutboundSockets implements DisposableBean {

	private static final int LOOKUPS = 16;

	private final AddressGuard guard;

	private final Names names;

	private final ThreadPoolExecutor lookups;

	@Autowired
	OutboundSockets(OutboundProperties properties) {
		this(properties, InetAddress::getAllByName);
	}

	OutboundSockets(OutboundProperties properties, Names names) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("outbound-name-");
		threads.setDaemon(true);
		this.guard = new AddressGuard(properties.allowedAddresses());
		this.names = names;
		this.lookups = new ThreadPoolExecutor(0, LOOKUPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
	}

	/**
	 * Connects to the first address behind a name that takes the connection. Each address
	 * gets its share of the time, so that silent ones do not hide the one that answers.
	 * @param patience for looking up the name, and again for all addresses together
	 * @return a connected socket, not yet encrypted
	 * @throws OutboundFailed when there is none
	 */
	public Socket connect(String host, int port, Duration patience) throws OutboundFailed {
		GuardedNames names = new GuardedNames(Transport.TLS, this.guard, this.names, this.lookups, patience);
		OutboundFailed failed = new OutboundFailed(Reason.UNREACHABLE);
		List<InetSocketAddress> addresses = resolve(names, host, port);
		long end = System.nanoTime() + patience.toNanos();
		for (int i = 0; i < addresses.size(); i++) {
			Socket socket = new Socket();
			try {
				socket.connect(addresses.get(i), share(end, addresses.size() - i));
				return socket;
			}
			catch (IOException ex) {
				close(socket);
				failed = new OutboundFailed(
						(ex instanceof SocketTimeoutException) ? Reason.TOO_SLOW : Reason.UNREACHABLE, ex);
			}
		}
		throw failed;
	}

	/** In milliseconds; none would mean to wait for ever. */
	private static int share(long end, int addresses) {
		return Math.max(1, Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) / addresses));
	}

	@Override
	public void destroy() {
		this.lookups.shutdownNow();
	}

	private static List<InetSocketAddress> resolve(GuardedNames names, String host, int port) throws OutboundFailed {
		try {
			return names.resolve(host, port);
		}
		catch (UnknownHostException ex) {
			throw new OutboundFailed((ex instanceof AddressRefused) ? Reason.ADDRESS_REFUSED : Reason.UNREACHABLE, ex);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It never was open
		}
	}

}
