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
import dev.signet.outbound.OutboundFailed.Reason;

import org.springframework.beans.factory.DisposableBean;
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

	private final ThreadPoolExecutor lookups;

	OutboundSockets(OutboundProperties properties) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("outbound-name-");
		threads.setDaemon(true);
		this.guard = new AddressGuard(properties.allowedAddresses());
		this.lookups = new ThreadPoolExecutor(0, LOOKUPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
	}

	/**
	 * Connects to the first address behind a name that takes the connection.
	 * @param patience for looking up the name, and again for each address
	 * @return a connected socket, not yet encrypted
	 * @throws OutboundFailed when there is none
	 */
	public Socket connect(String host, int port, Duration patience) throws OutboundFailed {
		GuardedNames names = new GuardedNames(Transport.TLS, this.guard, InetAddress::getAllByName, this.lookups,
				patience);
		OutboundFailed failed = new OutboundFailed(Reason.UNREACHABLE);
		for (InetSocketAddress address : resolve(names, host, port)) {
			Socket socket = new Socket();
			try {
				socket.connect(address, Math.toIntExact(patience.toMillis()));
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
