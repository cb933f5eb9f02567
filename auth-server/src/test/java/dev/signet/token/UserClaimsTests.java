package dev.signet.token;

import java.util.Map;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.TestAccounts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserClaimsTests {

	private static final Set<String> NONE = Set.of();

	private final Account whole = TestAccounts.whole();

	private final Account bare = TestAccounts.bare();

	@Test
	void ofWhenNothingIsOpenedThenOnlySub() {
		assertThat(UserClaims.of(this.whole, Set.of("openid", "orders.read"), NONE))
			.isEqualTo(Map.of("sub", this.whole.id().toString()));
	}

	@Test
	void ofWhenClaimsAreNamedThenExactlyThose() {
		assertThat(UserClaims.of(this.whole, Set.of("openid"), Set.of("nickname", "phone_number", "no_such_claim")))
			.isEqualTo(Map.of("sub", this.whole.id().toString(), "nickname", "Addy", "phone_number", "+442079460000"));
	}

	@Test
	void ofWhenScopeOpensAndNameIsAskedForThenBoth() {
		assertThat(UserClaims.of(this.whole, Set.of("email"), Set.of("email", "birthdate")).keySet())
			.containsExactlyInAnyOrder("sub", "email", "email_verified", "birthdate");
	}

	@Test
	void ofWhenSubIsNamedThenStaysTheSubject() {
		assertThat(UserClaims.of(this.whole, NONE, Set.of("sub"))).isEqualTo(Map.of("sub", this.whole.id().toString()));
	}

	@Test
	void ofWhenNotKnownThenLeftOut() {
		assertThat(UserClaims.of(this.bare, NONE, UserClaims.names()).keySet()).containsExactlyInAnyOrder("sub",
				"preferred_username", "updated_at", "email", "email_verified", "roles", "groups");
	}

	@Test
	void ofWhenAllIsKnownThenEveryClaimThatIsAnnounced() {
		assertThat(UserClaims.of(this.whole, NONE, UserClaims.names()).keySet()).containsAll(UserClaims.names());
	}

}
