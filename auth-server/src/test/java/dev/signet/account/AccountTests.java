package dev.signet.account;

import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTests {

	private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant LATER = MADE.plusSeconds(60);

	private final Account account = new Account(AccountId.random(), TestAccounts.someone().holding(Roles.USER), MADE);

	@Test
	void disableWhenEnabledThenAnnouncesOnce() {
		this.account.disable(LATER);
		this.account.disable(LATER.plusSeconds(1));
		assertThat(this.account.enabled()).isFalse();
		assertThat(this.account.updatedAt()).isEqualTo(LATER);
		assertThat(this.account.takeEvents()).containsExactly(new AccountDisabled(this.account.id()));
		assertThat(this.account.takeEvents()).isEmpty();
	}

	@Test
	void enableWhenDisabledThenAnnouncesOnce() {
		this.account.enable(LATER);
		assertThat(this.account.takeEvents()).isEmpty();
		this.account.disable(LATER);
		this.account.enable(LATER);
		assertThat(this.account.enabled()).isTrue();
		assertThat(this.account.takeEvents()).containsExactly(new AccountDisabled(this.account.id()),
				new AccountEnabled(this.account.id()));
	}

	@Test
	void giveRoleWhenNewThenAnnouncesOnce() {
		this.account.giveRole(Roles.ADMIN, LATER);
		this.account.giveRole(Roles.ADMIN, LATER);
		assertThat(this.account.roles()).containsExactlyInAnyOrder(Roles.ADMIN, Roles.USER);
		assertThat(this.account.takeEvents())
			.containsExactly(new RolesChanged(this.account.id(), Set.of(Roles.ADMIN), Set.of()));
	}

	@Test
	void takeRoleWhenHeldThenAnnouncesOnce() {
		this.account.takeRole(Roles.USER, LATER);
		this.account.takeRole(Roles.USER, LATER);
		assertThat(this.account.roles()).isEmpty();
		assertThat(this.account.takeEvents())
			.containsExactly(new RolesChanged(this.account.id(), Set.of(), Set.of(Roles.USER)));
	}

	@Test
	void fullNameWhenPartsAreKnownThenJoinsThem() {
		assertThat(this.account.fullName()).isNull();
		Account named = new Account(AccountId.random(), TestAccounts.someone().named("Ada", "Byron"), MADE);
		assertThat(named.fullName()).isEqualTo("Ada Byron");
	}

}
