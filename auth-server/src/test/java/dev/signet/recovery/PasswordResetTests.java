package dev.signet.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.account.TestAccounts;
import dev.signet.recovery.PasswordReset.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordResetTests {

	private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

	private final List<String> done = new ArrayList<>();

	private final Account owner = verified();

	@Test
	void resetWhenStepByStepThenDone() {
		PasswordReset reset = PasswordReset.asked(Optional.of(this.owner));
		assertThat(reset.is(State.ASKED)).isTrue();
		assertThat(reset.owner()).isEmpty();
		reset = reset.mail((account) -> this.done.add("mail"));
		assertThat(reset.is(State.MAILED)).isTrue();
		assertThat(reset.owner()).containsSame(this.owner);
		reset = reset.prove(() -> this.done.add("prove"));
		assertThat(reset.is(State.PROVED)).isTrue();
		reset = reset.change((account) -> this.done.add("change"));
		assertThat(reset.is(State.DONE)).isTrue();
		assertThat(this.done).containsExactly("mail", "prove", "change");
	}

	@Test
	void proveWhenAnotherCallUsedTheLinkThenOver() {
		PasswordReset reset = PasswordReset.mailed(this.owner)
			.prove(() -> false)
			.change((account) -> this.done.add("x"));
		assertThat(reset.is(State.OVER)).isTrue();
		assertThat(this.done).isEmpty();
	}

	@Test
	void askedWhenNobodyOrUnprovedOrSwitchedOffThenOver() {
		assertThat(PasswordReset.asked(Optional.empty()).is(State.OVER)).isTrue();
		assertThat(PasswordReset.asked(Optional.of(TestAccounts.bare())).is(State.OVER)).isTrue();
		this.owner.disable(NOW);
		assertThat(PasswordReset.asked(Optional.of(this.owner)).is(State.OVER)).isTrue();
		assertThat(PasswordReset.mailed(this.owner).is(State.OVER)).isTrue();
		assertThat(PasswordReset.nowhere().is(State.OVER)).isTrue();
	}

	@Test
	void askedWhenLockedByItsOwnerThenTheWayIsOpen() {
		this.owner.lock(NOW);
		assertThat(PasswordReset.asked(Optional.of(this.owner)).is(State.ASKED)).isTrue();
		assertThat(PasswordReset.mailed(this.owner).is(State.MAILED)).isTrue();
	}

	/**
	 * Whatever is tried in whatever order, a change comes after a proof and only once.
	 */
	@Test
	void actWhenInAnyOrderThenNoChangeWithoutProof() {
		Random random = new Random(20261125);
		for (int sequence = 0; sequence < 20_000; sequence++) {
			this.done.clear();
			PasswordReset reset = start(random);
			for (int action = 0; action < 12; action++) {
				reset = act(reset, random);
			}
			int change = this.done.indexOf("change");
			if (change >= 0) {
				assertThat(this.done.subList(0, change)).contains("used");
				assertThat(this.done.subList(change + 1, this.done.size())).isEmpty();
				assertThat(reset.is(State.DONE)).isTrue();
			}
			assertThat(this.done).doesNotHaveDuplicates();
		}
	}

	private PasswordReset start(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> PasswordReset.asked(Optional.of(this.owner));
			case 1 -> PasswordReset.mailed(this.owner);
			case 2 -> PasswordReset.asked(Optional.of(TestAccounts.bare()));
			default -> PasswordReset.nowhere();
		};
	}

	private PasswordReset act(PasswordReset reset, Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> reset.mail((account) -> this.done.add("mail"));
			case 1 -> reset.prove(() -> this.done.add("used"));
			case 2 -> reset.prove(() -> false);
			default -> reset.change((account) -> this.done.add("change"));
		};
	}

	private static Account verified() {
		Account account = TestAccounts.bare();
		account.verifyEmail(new EmailAddress(account.emailAddress()), NOW);
		return account;
	}

}
