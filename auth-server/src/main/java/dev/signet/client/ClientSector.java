package dev.signet.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * The sector of a client with pairwise subjects (OpenID Connect Core 1.0 §8.1). Who gets
 * answers at a host may share the names that people have there; nothing else proves a
 * host. A private-use scheme or a loopback address is anybody's who runs an app on the
 * device, and the device grant passes no redirect URI at all (RFC 8252 §8.6, RFC 8628).
 * So such a client is a sector of its own.
 */
final class ClientSector {

	private static final Pattern LOOPBACK = Pattern.compile("(.*\\.)?localhost|127(\\.[0-9]{1,3}){3}|0\\.0\\.0\\.0");

	private static final Pattern LIKE_A_HOST = Pattern.compile("[a-z0-9.-]+");

	private ClientSector() {
	}

	/** What stands for all clients to which a person has the same pairwise name. */
	static String of(String clientId, ClientDetails details) {
		return Optional.ofNullable(details.subject().sectorIdentifierUri())
			.map(URI::getHost)
			.or(() -> proved(details))
			.orElseGet(() -> own(clientId));
	}

	/** What is wrong with the sector of a client, or empty. */
	static Optional<ClientProblem> problem(ClientDetails details) {
		if (details.subject().subjectType() == SubjectType.PUBLIC || details.subject().sectorIdentifierUri() != null
				|| hosts(details).isEmpty() || proved(details).isPresent()) {
			return Optional.empty();
		}
		if (details.uses(AuthorizationGrantType.DEVICE_CODE)) {
			return Optional.of(new ClientProblem("grant-types",
					"The device grant passes no redirect URI, so none proves the sector of pairwise subjects.",
					AuthorizationGrantType.DEVICE_CODE.getValue(),
					"register the device as a client of its own, or have the operator declare sector-identifier-uri"));
		}
		return Optional.of(new ClientProblem("sector-identifier-uri",
				"A client with pairwise subjects has all redirect URIs on one https host, or all on the device itself, "
						+ "or names its sector.",
				"none", "give the address of a JSON array with all redirect URIs of the sector"));
	}

	/**
	 * Whether the names of a sector leave it in logout tokens (Back-Channel Logout 1.0
	 * §2.4).
	 */
	static boolean isLeftBySignOuts(ClientDetails details) {
		URI report = details.logout().backchannelLogoutUri();
		Set<String> hosts = new HashSet<>(hosts(details));
		Optional.ofNullable(details.subject().sectorIdentifierUri()).map(URI::getHost).ifPresent(hosts::add);
		return report != null && !hosts.isEmpty() && !hosts.contains(report.getHost());
	}

	/** The one host that gets all answers, if there is one. */
	private static Optional<String> proved(ClientDetails details) {
		List<String> hosts = hosts(details);
		boolean all = hosts.size() == details.redirectUris().size() && hosts.stream().distinct().count() == 1;
		return (all && !details.uses(AuthorizationGrantType.DEVICE_CODE)) ? Optional.of(hosts.get(0))
				: Optional.empty();
	}

	/** The hosts on the web that get answers, one for each redirect URI there. */
	private static List<String> hosts(ClientDetails details) {
		return details.redirectUris().stream().map(ClientSector::host).flatMap(Optional::stream).toList();
	}

	private static Optional<String> host(String uri) {
		try {
			URI address = new URI(uri);
			return "https".equals(address.getScheme())
					? Optional.ofNullable(address.getHost()).filter((host) -> !loopback(host)) : Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.empty(); // a problem of its own
		}
	}

	private static boolean loopback(String host) {
		if (!host.startsWith("[")) {
			return LOOPBACK.matcher(host).matches();
		}
		try {
			InetAddress address = InetAddress.getByName(host); // of brackets: no look-up
			return address.isLoopbackAddress() || address.isAnyLocalAddress();
		}
		catch (UnknownHostException ex) {
			return true;
		}
	}

	/** No host is called that, so nobody can join by a redirect URI. */
	private static String own(String clientId) {
		return LIKE_A_HOST.matcher(clientId).matches() ? "client:" + clientId : clientId;
	}

}
