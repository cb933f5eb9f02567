package dev.signet.logout;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.grant.Grants;
import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets the browser tell the apps of a session that it is over (OpenID Connect
 * Front-Channel Logout 1.0 §2, §3): a page of ours loads a hidden frame of each, then
 * leads on. It answers the sign-out itself, because that address is known to nobody else
 * and needs no state; sent again, it finds no session and leads to the signed-out page.
 */
@Component
class FrontChannel {

	private final Grants grants;

	private final Clients clients;

	private final PublicAddress address;

	FrontChannel(Grants grants, Clients clients, PublicAddress address) {
		this.grants = grants;
		this.clients = clients;
		this.address = address;
	}

	/**
	 * The page that tells the apps, or empty when none wants to be told in this way.
	 * @param account who was signed in until now
	 * @param next where it leads on to: a path of ours or an address that was proved
	 */
	Optional<ModelAndView> page(SignedInAccount account, String next, HttpServletResponse response) {
		List<Client> apps = this.grants.signedInClients(account.sessionId())
			.stream()
			.flatMap((id) -> this.clients.findById(id).stream())
			.sorted(Comparator.comparing(Client::name))
			.toList();
		List<URI> uris = apps.stream().map(Client::frontchannelLogoutUri).filter(Objects::nonNull).toList();
		if (uris.isEmpty()) {
			return Optional.empty();
		}
		PageHeaders.allowFrames(response,
				uris.stream().map(FrontChannel::origin).collect(Collectors.toCollection(TreeSet::new)));
		ModelAndView page = new ModelAndView("logout/leaving");
		page.addObject("frames", uris.stream().map((uri) -> frame(uri, account.sessionId())).toList());
		page.addObject("apps", apps.stream().filter(FrontChannel::isTold).map(Client::name).distinct().toList());
		page.addObject("next", next);
		return Optional.of(page);
	}

	/** Names issuer and session to every client, not only to those who insist. */
	private String frame(URI uri, UUID sessionId) {
		return uri + ((uri.getRawQuery() == null) ? "?" : "&") + "iss="
				+ URLEncoder.encode(this.address.issuer().toString(), StandardCharsets.UTF_8) + "&sid=" + sessionId;
	}

	private static boolean isTold(Client client) {
		return client.frontchannelLogoutUri() != null || client.backchannelLogoutUri() != null;
	}

	private static String origin(URI uri) {
		return uri.getScheme() + "://" + uri.getRawAuthority();
	}

}
