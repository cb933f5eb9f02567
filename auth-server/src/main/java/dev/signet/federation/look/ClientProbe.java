package dev.signet.federation.look;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.exchange.Discovery;
import dev.signet.federation.exchange.Registrations;
import dev.signet.federation.exchange.UpstreamMetadata;
import dev.signet.federation.exchange.UpstreamRequests;
import dev.signet.federation.exchange.UpstreamTokens;
import dev.signet.federation.look.CodeAnswer.Verdict;
import dev.signet.federation.provider.Provider;
import dev.signet.outbound.OutboundAnswer;
import dev.signet.secret.RandomText;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;

/**
 * Finds out without a person whether a provider accepts this server as its client: it
 * redeems a code that does not exist. Who is answered that the code is wrong was let in
 * (RFC 6749 §5.2), unless the provider looks at the code first. So somebody else redeems
 * such a code too, with a wrong secret: only when that makes a difference, the first
 * answer says something.
 */
@Component
final class ClientProbe {

	private final UpstreamTokens tokens;

	private final UpstreamRequests requests;

	private final Registrations registrations;

	private final RandomText random = new RandomText();

	ClientProbe(UpstreamTokens tokens, UpstreamRequests requests, Registrations registrations) {
		this.tokens = tokens;
		this.requests = requests;
		this.registrations = registrations;
	}

	/**
	 * Writes the line about it.
	 * @param proof what proves this server over there, or null
	 */
	void look(Provider provider, PublishedDocument document, @Nullable String proof, LookBudget budget, Lines lines) {
		if (lines.failed(Check.DISCOVERY, Check.ISSUER, Check.ENDPOINTS, Check.SECRET)) {
			lines.add(Check.CLIENT, Finding.NEEDS_OTHER);
			return;
		}
		try {
			UpstreamMetadata metadata = Discovery.metadata(provider, document.members());
			Client client = new Client(provider, metadata, this.registrations.of(provider, metadata, proof));
			OutboundAnswer answer = ask(client, budget);
			budget.note(answer);
			CodeAnswer read = CodeAnswer.of(answer);
			if (read.verdict().leavesClientOpen()) {
				boolean told = CodeAnswer.of(ask(client.somebodyElse(this.random), budget))
					.verdict() == Verdict.CLIENT_REFUSED;
				lines.add(Check.CLIENT, told ? Finding.CLIENT_ACCEPTED : Finding.CLIENT_NOT_TOLD, client.told(read));
			}
			else {
				tell(client, read, answer.status(), lines);
			}
		}
		catch (UpstreamTrouble ex) {
			lines.add(Check.CLIENT, document.endpoints().getOrDefault("token_endpoint", ""), ex);
		}
	}

	private OutboundAnswer ask(Client client, LookBudget budget) throws UpstreamTrouble {
		return this.tokens.redeemInVain(
				client.metadata, client.registration, this.requests.of(client.provider, client.metadata,
						client.registration, this.random.secret(""), null, false),
				this.random.secret(""), budget.call());
	}

	private void tell(Client client, CodeAnswer read, int status, Lines lines) {
		String id = client.registration.getClientId();
		String address = client.metadata.token().toString();
		String told = client.told(read);
		switch (read.verdict()) {
			case CLIENT_REFUSED -> lines.add(Check.CLIENT, Finding.CLIENT_REFUSED, id, told);
			case NOT_ALLOWED -> lines.add(Check.CLIENT, Finding.CLIENT_NOT_ALLOWED, id, told);
			case REDIRECT_URI_REFUSED -> lines.add(Check.CLIENT, Finding.REDIRECT_URI_REFUSED,
					this.registrations.redirectUri(client.provider.alias()), told);
			case TOKEN -> lines.add(Check.CLIENT, Finding.ANY_CODE_TAKEN, address);
			case TROUBLE -> lines.add(Check.CLIENT, Finding.WRONG_STATUS, address, String.valueOf(status));
			default -> lines.add(Check.CLIENT, Finding.NO_TOKEN_ANSWER, address, String.valueOf(status));
		}
	}

	/**
	 * Who asks.
	 *
	 * @param provider whom
	 * @param metadata where it answers
	 * @param registration who this server is over there
	 */
	private record Client(Provider provider, UpstreamMetadata metadata, ClientRegistration registration) {

		/** The same with a wrong secret; another client where there is no secret. */
		Client somebodyElse(RandomText random) {
			ClientRegistration.Builder other = ClientRegistration.withClientRegistration(this.registration);
			boolean secret = this.provider.settings().client().authentication().needsSecret();
			return new Client(this.provider, this.metadata,
					(secret ? other.clientSecret(random.secret("")) : other.clientId(random.name("nobody-"))).build());
		}

		/** What was answered, without what whoever was told a secret may repeat. */
		String told(CodeAnswer read) {
			String secret = this.registration.getClientSecret();
			return ForeignText.without((secret == null || secret.isEmpty()) ? List.of()
					: List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)), read.said());
		}

	}

}
