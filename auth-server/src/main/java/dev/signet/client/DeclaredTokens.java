package dev.signet.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.client.DynamicRegistrationProperties.DeclaredToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the initial access tokens as the configuration declares them, before the first
 * request is served, all or nothing. A token that is no longer declared ends, because
 * taking it out of the configuration is how an operator takes it back.
 */
@Component
final class DeclaredTokens implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(DeclaredTokens.class);

	/** What fits into {@code Authorization: Bearer} (RFC 6750 §2.1). */
	private static final Pattern TOKEN = Pattern.compile("(?=.{32,512}$)[A-Za-z0-9._~+/-]+=*");

	private final DynamicRegistrationProperties properties;

	private final InitialAccessTokens tokens;

	private final TransactionTemplate transactions;

	DeclaredTokens(DynamicRegistrationProperties properties, InitialAccessTokens tokens,
			TransactionTemplate transactions) {
		this.properties = properties;
		this.tokens = tokens;
		this.transactions = transactions;
	}

	@Override
	public void afterSingletonsInstantiated() {
		apply(this.properties.initialAccessTokens());
	}

	/**
	 * Applies a declaration.
	 * @throws DeclarationRefused when something in it breaks rules; then nothing is
	 * changed
	 */
	void apply(List<DeclaredToken> declared) {
		this.transactions.executeWithoutResult((status) -> {
			List<ClientProblem> problems = new ArrayList<>();
			Set<String> names = new HashSet<>();
			Set<String> values = new HashSet<>();
			for (int i = 0; i < declared.size(); i++) {
				String prefix = "signet.client.registration.initial-access-tokens[%d].".formatted(i);
				apply(declared.get(i), names, values).forEach((problem) -> problems.add(problem.in(prefix)));
			}
			if (!problems.isEmpty()) {
				throw new DeclarationRefused(problems);
			}
			for (String name : this.tokens.release(names)) {
				log.info("The initial access token {} is no longer declared; it allows nothing any more", name);
			}
		});
	}

	private List<ClientProblem> apply(DeclaredToken declared, Set<String> names, Set<String> values) {
		DeclaredSecrets secrets = new DeclaredSecrets(declared);
		List<ClientProblem> problems = new ArrayList<>(secrets.problems());
		if (!InitialAccessTokens.NAME.matcher(declared.name()).matches() || !names.add(declared.name())) {
			problems.add(new ClientProblem("name",
					"A token has a name of its own: 1 to 100 letters, digits, dots, hyphens, underscores or tildes.",
					declared.name(), "choose another name"));
		}
		String token = secrets.secrets().stream().findFirst().map(PlainSecret::value).orElse("");
		if (problems.isEmpty() && (!TOKEN.matcher(token).matches() || !values.add(token))) {
			problems.add(new ClientProblem("token",
					"A token is one of its own: 32 to 512 letters, digits and - . _ ~ + / (RFC 6750 §2.1).",
					"a token of %d characters".formatted(token.length()),
					"generate one, for example with: openssl rand -hex 32"));
		}
		if (problems.isEmpty()) {
			this.tokens.declare(declared.name(), token, declared.expiresAt(), declared.uses());
		}
		return problems;
	}

}
