package dev.signet.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.client.DynamicRegistrationProperties.DeclaredToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@SignetTest
class DeclaredTokensTests {

	private final String name = "declared-" + UUID.randomUUID();

	private final String token = UUID.randomUUID() + "-0123456789";

	@Autowired
	private DeclaredTokens declaredTokens;

	@Autowired
	private InitialAccessTokens tokens;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@AfterEach
	void declareNothing() {
		this.declaredTokens.apply(List.of());
	}

	@Test
	void applyThenTheTokenAllowsRegistrations() {
		declare(token(this.token));
		assertThat(this.tokens.find(this.token)).hasValue(this.name);
		assertThat(this.tokens.find(this.token + "x")).isEmpty();
	}

	@Test
	void applyWhenDeclaredChangedAndReleasedThenEachIsAuditedOnce() {
		declare(token(this.token));
		declare(token(this.token));
		declare(token(this.token + "x"));
		this.declaredTokens.apply(List.of());
		assertThat(this.jdbc.sql("select type from audit_events where details ->> 'name' = :name")
			.param("name", this.name)
			.query(String.class)
			.list()).containsExactlyInAnyOrder("client.initial-access-token-created",
					"client.initial-access-token-created", "client.initial-access-token-removed");
	}

	@Test
	void applyWhenInAFileThenTheTokenIsReadFromIt(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), this.token + "\n");
		declare(new DeclaredToken(this.name, null, file, null, null));
		assertThat(this.tokens.find(this.token)).hasValue(this.name);
	}

	@Test
	void applyAgainThenWhatWasUsedStaysUsed() {
		DeclaredToken once = new DeclaredToken(this.name, this.token, null, null, 1);
		declare(once);
		assertThat(this.tokens.use(this.token)).isTrue();
		declare(once);
		assertThat(this.tokens.use(this.token)).isFalse();
		declare(new DeclaredToken(this.name, this.token, null, null, 2));
		assertThat(this.tokens.use(this.token)).isTrue();
		declare(once);
		assertThat(this.tokens.use(this.token)).isFalse();
		String other = this.token + "-other";
		declare(new DeclaredToken(this.name, other, null, null, 1));
		assertThat(this.tokens.use(this.token)).isFalse();
		assertThat(this.tokens.use(other)).isTrue();
	}

	@Test
	void applyWhenNoLongerDeclaredThenTheTokenEndsAndOthersStay() {
		String made = this.tokens.create(this.name + "-made", null, null);
		declare(token(this.token));
		this.declaredTokens.apply(List.of());
		assertThat(this.tokens.find(this.token)).isEmpty();
		assertThat(this.tokens.find(made)).isPresent();
	}

	@Test
	void applyWhenExpiredThenItAllowsNothing() {
		declare(new DeclaredToken(this.name, this.token, null, this.clock.instant(), null));
		assertThat(this.tokens.find(this.token)).isEmpty();
		assertThat(this.tokens.use(this.token)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "0123456789abcdef0123456789abcde", "0123456789 abcdef 0123456789abcdef",
			"0123456789\u00e4abcdef0123456789abcdef", "================================" })
	void applyWhenTheTokenIsNoneThenRefusedWithoutShowingIt(String bad) {
		assertThatExceptionOfType(DeclarationRefused.class).isThrownBy(() -> declare(token(bad)))
			.withMessageContaining("signet.client.registration.initial-access-tokens[0].token")
			.withMessageNotContaining(bad);
	}

	@Test
	void applyWhenOneIsWrongThenNoneIsMade() {
		List<DeclaredToken> declared = new ArrayList<>(List.of(token(this.token)));
		declared.add(new DeclaredToken("a name", this.token + "-2", null, null, null));
		declared.add(new DeclaredToken(this.name + "-3", null, null, null, null));
		declared.add(new DeclaredToken(this.name, this.token + "-4", null, null, null));
		declared.add(new DeclaredToken(this.name + "-5", this.token, null, null, null));
		assertThatExceptionOfType(DeclarationRefused.class).isThrownBy(() -> this.declaredTokens.apply(declared))
			.withMessageContainingAll("[1].name", "[2].token", "[3].name", "[4].token")
			.withMessageNotContaining(this.token);
		assertThat(this.tokens.find(this.token)).isEmpty();
	}

	@Test
	void createWhenTheNameIsTakenOrNoneThenRefused() {
		this.tokens.create(this.name, null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokens.create(this.name, null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokens.create("a name", null, null));
		assertThat(this.tokens.remove(this.name)).isTrue();
		assertThat(this.tokens.remove(this.name)).isFalse();
	}

	private DeclaredToken token(String value) {
		return new DeclaredToken(this.name, value, null, null, null);
	}

	private void declare(DeclaredToken token) {
		this.declaredTokens.apply(List.of(token));
	}

}
