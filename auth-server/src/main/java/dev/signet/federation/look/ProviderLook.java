package dev.signet.federation.look;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.federation.call.EndpointRules;
import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.exchange.Discovery;
import dev.signet.federation.exchange.IdTokens;
import dev.signet.federation.provider.Provider;
import dev.signet.outbound.OutboundAnswer;

/**
 * One look at what a provider publishes: its document (OpenID Connect Discovery 1.0 §4)
 * and its keys. Nothing is taken from what is remembered for sign-ins, and nothing secret
 * is sent.
 */
final class ProviderLook {

	private static final String WHAT = "What a provider publishes";

	private static final int OK = 200;

	private final Provider provider;

	private final UpstreamHttp http;

	private final LookBudget budget;

	private final Lines lines;

	private PublishedDocument document;

	private Set<String> keys = Set.of();

	ProviderLook(Provider provider, UpstreamHttp http, LookBudget budget, Lines lines) {
		this.provider = provider;
		this.http = http;
		this.budget = budget;
		this.lines = lines;
		this.document = new PublishedDocument(Map.of(), provider.settings().endpoints());
	}

	/** Looks, and writes a line about each thing. */
	void look() {
		if (!this.provider.preset().openIdConnect()) {
			List.of(Check.DISCOVERY, Check.ISSUER, Check.KEYS)
				.forEach((check) -> this.lines.add(check, Finding.NOT_IN_OAUTH));
			lookAtEndpoints();
		}
		else {
			lookAtDocument();
			lookAtIssuer();
			lookAtEndpoints();
			lookAtKeys();
		}
		new OfferedFeatures(this.provider, this.document, this.lines).tell();
	}

	/** What the provider tells about itself. */
	PublishedDocument document() {
		return this.document;
	}

	/** The thumbprints of its usable keys. */
	Set<String> keys() {
		return this.keys;
	}

	private void lookAtDocument() {
		if (!Discovery.needsDocument(this.provider)) {
			this.lines.add(Check.DISCOVERY, Finding.NOT_NEEDED);
			return;
		}
		try {
			readDocument(Discovery.address(typedIssuer()));
		}
		catch (UpstreamTrouble ex) {
			this.lines.add(Check.DISCOVERY, Finding.NOT_CALLED, typedIssuer());
		}
	}

	private void readDocument(URI address) {
		fetch(Check.DISCOVERY, address, "application/json", Finding.NO_DOCUMENT).ifPresent((members) -> {
			this.document = new PublishedDocument(members, this.provider.settings().endpoints());
			List<String> missing = this.document.missing();
			if (missing.isEmpty()) {
				this.lines.add(Check.DISCOVERY, Finding.DISCOVERED, address.toString());
			}
			else {
				this.lines.add(Check.DISCOVERY, Finding.DOCUMENT_INCOMPLETE, address.toString(),
						String.join(", ", missing));
			}
		});
	}

	private void lookAtIssuer() {
		String typed = typedIssuer();
		String found = this.document.text("issuer").orElse("");
		if (this.lines.failed(Check.DISCOVERY)) {
			this.lines.add(Check.ISSUER, Finding.NEEDS_OTHER);
		}
		else if (this.document.members().isEmpty()) {
			this.lines.add(Check.ISSUER, Finding.NOT_NEEDED);
		}
		else if (found.equals(typed)) {
			this.lines.add(Check.ISSUER, Finding.SAME_ISSUER, typed);
		}
		else if (this.provider.preset().quirks().issuerFits(typed, found)) {
			this.lines.add(Check.ISSUER, Finding.ISSUER_OF_TENANTS, ForeignText.of(found));
		}
		else {
			this.lines.add(Check.ISSUER, Finding.OTHER_ISSUER, ForeignText.of(found), typed);
		}
	}

	private void lookAtEndpoints() {
		if (this.lines.failed(Check.DISCOVERY)) {
			this.lines.add(Check.ENDPOINTS, Finding.NEEDS_OTHER);
			return;
		}
		List<String> unusable = new ArrayList<>();
		List<String> plain = new ArrayList<>();
		List<String> local = new ArrayList<>();
		for (String address : this.document.endpoints().values()) {
			Optional<String> problem = problem(address);
			if (problem.isPresent()) {
				(problem.get().equals("https") ? plain : unusable).add(ForeignText.of(address));
			}
			else if (address.regionMatches(true, 0, "http:", 0, "http:".length())) {
				local.add(address);
			}
		}
		tellEndpoints(unusable, plain, local);
	}

	private void tellEndpoints(List<String> unusable, List<String> plain, List<String> local) {
		if (!unusable.isEmpty()) {
			this.lines.add(Check.ENDPOINTS, Finding.ENDPOINT_UNUSABLE, String.join(", ", unusable));
		}
		else if (!plain.isEmpty()) {
			this.lines.add(Check.ENDPOINTS, Finding.ENDPOINTS_PLAIN, String.join(", ", plain));
		}
		else if (!local.isEmpty()) {
			this.lines.add(Check.ENDPOINTS, Finding.ENDPOINTS_ALLOWED, String.join(", ", local));
		}
		else {
			this.lines.add(Check.ENDPOINTS, Finding.ENDPOINTS_PROTECTED);
		}
	}

	private static Optional<String> problem(String address) {
		try {
			return EndpointRules.problem(URI.create(address));
		}
		catch (IllegalArgumentException ex) {
			return Optional.of("address");
		}
	}

	private void lookAtKeys() {
		List<String> algorithms = new ArrayList<>(IdTokens.ALGORITHMS);
		Optional<List<String>> offered = this.document.list("id_token_signing_alg_values_supported");
		offered.ifPresent(algorithms::retainAll);
		if (this.lines.failed(Check.DISCOVERY, Check.ISSUER, Check.ENDPOINTS)) {
			this.lines.add(Check.KEYS, Finding.NEEDS_OTHER);
		}
		else if (algorithms.isEmpty()) {
			this.lines.add(Check.KEYS, Finding.OTHER_ALGORITHMS,
					ForeignText.of(String.join(", ", offered.orElse(List.of()))), names(IdTokens.ALGORITHMS));
		}
		else {
			URI address = this.document.jwks();
			fetch(Check.KEYS, address, "application/jwk-set+json, application/json", Finding.NO_KEY_SET)
				.ifPresent((set) -> tellKeys(address, set, algorithms));
		}
	}

	private void tellKeys(URI address, Map<String, Object> set, List<String> algorithms) {
		Optional<PublishedKeys> parsed = PublishedKeys.parse(set, algorithms);
		if (parsed.isEmpty()) {
			this.lines.add(Check.KEYS, Finding.NO_KEY_SET, address.toString());
			return;
		}
		PublishedKeys found = parsed.get();
		this.keys = found.thumbprints();
		if (!found.secret().isEmpty()) {
			this.lines.add(Check.KEYS, Finding.KEYS_TOLD, found.secretNames());
		}
		else if (found.usable().isEmpty()) {
			this.lines.add(Check.KEYS, Finding.NO_USABLE_KEY, address.toString(), names(algorithms));
		}
		else if (!found.weak().isEmpty()) {
			this.lines.add(Check.KEYS, Finding.KEYS_WEAK, found.usableNames(), found.weakNames());
		}
		else if (!found.areToldApart()) {
			this.lines.add(Check.KEYS, Finding.KEYS_UNNAMED, found.usableNames());
		}
		else {
			this.lines.add(Check.KEYS, Finding.KEYS_USABLE, found.usableNames());
		}
	}

	/** Reads a JSON object, or writes why there is none. */
	private Optional<Map<String, Object>> fetch(Check check, URI address, String accept, Finding otherwise) {
		OutboundAnswer answer;
		try {
			answer = this.http.get(WHAT, address, accept, null, this.budget.call());
		}
		catch (UpstreamTrouble ex) {
			this.lines.add(check, address, ex);
			return Optional.empty();
		}
		this.budget.note(answer);
		if (answer.status() != OK) {
			this.lines.add(check, Finding.WRONG_STATUS, address.toString(), String.valueOf(answer.status()));
			return Optional.empty();
		}
		try {
			return Optional.of(UpstreamHttp.object(WHAT, answer));
		}
		catch (UpstreamTrouble ex) {
			this.lines.add(check, otherwise, address.toString());
			return Optional.empty();
		}
	}

	private String typedIssuer() {
		String issuer = this.provider.settings().endpoints().issuer();
		return (issuer != null) ? issuer : "";
	}

	private static String names(Iterable<String> algorithms) {
		List<String> sorted = new ArrayList<>();
		algorithms.forEach(sorted::add);
		return String.join(", ", sorted.stream().sorted().toList());
	}

}
