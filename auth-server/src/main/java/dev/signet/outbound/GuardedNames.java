package dev.signet.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.signet.outbound.AddressGuard.Transport;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name for a connection that is about to be made, and holds the result to the
 * guard. The connection goes to the very addresses that were checked, so a name that
 * resolves to something else the next time gains nothing (DNS rebinding).
 */
final class GuardedNames implements DnsResolver {

	/** How many addresses of one name are tried. */
	private static final int MOST = 3;

	private final Transport transport;

	private final AddressGuard guard;

	private final Names names;

	private final ExecutorService lookups;

	private final Duration patience;

	/**
	 * Guards one kind of connection.
	 * @param names asks the system
	 * @param lookups where that happens, because it knows no time limit of its own
	 */
	GuardedNames(Transport transport, AddressGuard guard, Names names, ExecutorService lookups, Duration patience) {
		this.transport = transport;
		this.guard = guard;
		this.names = names;
		this.lookups = lookups;
		this.patience = patience;
	}

	@Override
	public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
		InetAddress[] addresses = lookUp(host);
		// One inner address among public ones is enough: an honest name has none
		for (InetAddress address : addresses) {
			if (!this.guard.allows(this.transport, host, port, address)) {
				throw new AddressRefused(host);
			}
		}
		return Arrays.stream(addresses).limit(MOST).map((address) -> new InetSocketAddress(address, port)).toList();
	}

	/** Without the port there is nothing to decide. */
	@Override
	public InetAddress[] resolve(String host) {
		throw new UnsupportedOperationException("Addresses are resolved with their port");
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

	private InetAddress[] lookUp(String host) throws UnknownHostException {
		try {
			Future<InetAddress[]> lookup = this.lookups.submit(() -> this.names.resolve(host));
			return lookup.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException | RejectedExecutionException ex) {
			throw new UnknownHostException(host);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UnknownHostException(host);
		}
	}

	/** Asks for the addresses behind a name or a literal. */
	@FunctionalInterface
	interface Names {

		InetAddress[] resolve(String host) throws UnknownHostException;

	}

	/** The name leads where this server does not call. */
	static final class AddressRefused extends UnknownHostException {

		AddressRefused(String host) {
			super(host);
		}

	}

}
