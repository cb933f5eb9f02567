package dev.signet.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.signet.outbound.OutboundAnswer;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads the list of redirect URIs of a sector (OpenID Connect Dynamic Client Registration
 * 1.0 §5), so that nobody joins a sector, and learns the names that people have in it,
 * against the will of who owns that host.
 */
@Component
final class SectorDocuments {

	private static final int LONGEST = 64 * 1024;

	private static final String FIELD = "sector_identifier_uri";

	private final JsonMapper json = JsonMapper.builder().build();

	private final OutboundHttp http;

	SectorDocuments(OutboundHttp http) {
		this.http = http;
	}

	/**
	 * Sees that the sector of a client, if it names one, knows its redirect URIs. Calls
	 * the sector's server, so no database connection may be held.
	 * @throws RegistrationRefused when it does not, or cannot be asked
	 */
	void check(ClientDetails details) {
		URI address = details.subject().sectorIdentifierUri();
		if (address == null) {
			return;
		}
		Set<String> listed = fetch(address);
		List<String> missing = details.redirectUris().stream().filter((uri) -> !listed.contains(uri)).toList();
		if (!missing.isEmpty()) {
			throw refused("The document lists all redirect URIs of the client.", missing.get(0),
					"add them to the JSON array at the address");
		}
	}

	private Set<String> fetch(URI address) {
		OutboundAnswer answer;
		try {
			answer = this.http.get(address, "application/json", LONGEST);
		}
		catch (OutboundFailed ex) {
			throw refused(String.valueOf(ex.getMessage()), address.toString(),
					"see that this server can reach the address over https");
		}
		if (answer.status() != 200) {
			throw refused("The document is there: the address answers 200.", "status " + answer.status(),
					"publish the document, without a redirect");
		}
		return parse(answer.text());
	}

	private Set<String> parse(String text) {
		List<String> uris = new ArrayList<>();
		try {
			JsonNode document = this.json.readTree(text);
			if (document.isArray() && document.valueStream().allMatch(JsonNode::isString)) {
				document.valueStream().map(JsonNode::stringValue).forEach(uris::add);
				return new HashSet<>(uris);
			}
		}
		catch (JacksonException ex) {
			throw notAList();
		}
		throw notAList();
	}

	private static RegistrationRefused notAList() {
		return refused("The document is a JSON array of redirect URIs.", "something else",
				"publish an array such as ['https://app.example/callback'], in double quotes");
	}

	private static RegistrationRefused refused(String rule, String came, String fix) {
		return RegistrationRefused.of(List.of(new ClientProblem(FIELD, rule, came, fix)));
	}

}
