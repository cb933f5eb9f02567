package dev.signet.account;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
	void suspendWhenEnabledThenOffUntilResumedAndAnnouncesEachOnce() {
		this.account.suspend(LATER);
		this.account.suspend(LATER.plusSeconds(1));
		assertThat(this.account.suspended()).isTrue();
		assertThat(this.account.enabled()).isFalse();
		this.account.resume(LATER);
		this.account.resume(LATER);
		assertThat(this.account.suspended()).isFalse();
		assertThat(this.account.enabled()).isTrue();
		assertThat(this.account.takeEvents()).containsExactly(new AccountDisabled(this.account.id()),
				new AccountEnabled(this.account.id()));
	}

	@Test
	void resumeWhenOffForAnotherReasonThenStaysOff() {
		this.account.disable(LATER);
		this.account.suspend(LATER);
		this.account.resume(LATER);
		assertThat(this.account.enabled()).isFalse();
		this.account.enable(LATER);
		this.account.suspend(LATER);
		this.account.disable(LATER);
		this.account.resume(LATER);
		assertThat(this.account.enabled()).as("an administrator's switch counts more").isFalse();
	}

	@Test
	void lockWhenEnabledThenOffUntilUnlockedAndAnnouncesEachOnce() {
		this.account.lock(LATER);
		this.account.lock(LATER);
		assertThat(this.account.enabled()).isFalse();
		assertThat(this.account.locked()).isTrue();
		this.account.unlock(LATER);
		this.account.unlock(LATER);
		assertThat(this.account.enabled()).isTrue();
		assertThat(this.account.takeEvents()).containsExactly(new AccountLocked(this.account.id()),
				new AccountUnlocked(this.account.id()));
	}

	@Test
	void unlockWhenAnOperatorDisabledThenStaysOff() {
		this.account.disable(LATER);
		this.account.lock(LATER);
		this.account.unlock(LATER);
		assertThat(this.account.enabled()).isFalse();
		assertThat(this.account.takeEvents()).containsExactly(new AccountDisabled(this.account.id()));
	}

	@Test
	void createWhenToBeApprovedThenOffAndNothingTheOwnerDoesSwitchesItOn() {
		Account waiting = new Account(AccountId.random(), TestAccounts.someone().toBeApproved(), MADE);
		assertThat(waiting.enabled()).isFalse();
		waiting.lock(LATER);
		waiting.unlock(LATER);
		assertThat(waiting.locked()).isFalse();
		assertThat(waiting.awaitsApproval()).isTrue();
		assertThat(waiting.takeEvents()).isEmpty();
	}

	@Test
	void disableWhenWaitingForApprovalThenWaitsNoMore() {
		Account waiting = new Account(AccountId.random(), TestAccounts.someone().toBeApproved(), MADE);
		waiting.disable(LATER);
		assertThat(waiting.awaitsApproval()).isFalse();
		assertThat(waiting.enabled()).isFalse();
	}

	@Test
	void disableWhenLockedThenNoMoreTheOwnersToUnlock() {
		this.account.lock(LATER);
		this.account.disable(LATER);
		this.account.unlock(LATER);
		assertThat(this.account.enabled()).isFalse();
		assertThat(this.account.locked()).isFalse();
	}

	@Test
	void askDeletionWhenEnabledThenOffButAdmitsTheOwnerUntilTheDay() {
		Instant day = LATER.plusSeconds(60);
		this.account.askDeletion(day, LATER);
		this.account.askDeletion(day.plusSeconds(60), LATER);
		assertThat(this.account.enabled()).isFalse();
		assertThat(this.account.deletionDate()).contains(day);
		assertThat(this.account.admits(day.minusNanos(1))).isTrue();
		assertThat(this.account.admits(day)).isFalse();
		assertThat(this.account.takeEvents()).containsExactly(new DeletionAsked(this.account.id(), day));
	}

	@Test
	void withdrawDeletionWhenBeforeTheDayThenOnAgain() {
		Instant day = LATER.plusSeconds(60);
		this.account.withdrawDeletion(LATER);
		this.account.askDeletion(day, LATER);
		this.account.withdrawDeletion(day);
		assertThat(this.account.enabled()).as("on the day itself").isFalse();
		this.account.withdrawDeletion(day.minusSeconds(1));
		this.account.withdrawDeletion(day.minusSeconds(1));
		assertThat(this.account.enabled()).isTrue();
		assertThat(this.account.deletionDate()).isEmpty();
		assertThat(this.account.takeEvents()).containsExactly(new DeletionAsked(this.account.id(), day),
				new DeletionWithdrawn(this.account.id()));
	}

	@Test
	void lockWhenToBeDeletedThenLockedAndNotDeleted() {
		this.account.askDeletion(LATER.plusSeconds(60), LATER);
		this.account.lock(LATER);
		assertThat(this.account.locked()).isTrue();
		assertThat(this.account.deletionDate()).isEmpty();
		this.account.withdrawDeletion(LATER);
		assertThat(this.account.enabled()).isFalse();
	}

	@Test
	void lockWhenSuspendedThenLockedAndNotBackByItself() {
		this.account.suspend(LATER);
		this.account.lock(LATER);
		assertThat(this.account.locked()).isTrue();
		assertThat(this.account.suspended()).isFalse();
		this.account.resume(LATER);
		assertThat(this.account.enabled()).isFalse();
		this.account.unlock(LATER);
		assertThat(this.account.enabled()).isTrue();
	}

	@Test
	void disableWhenToBeDeletedThenNoMoreTheOwnersToKeep() {
		this.account.askDeletion(LATER.plusSeconds(60), LATER);
		this.account.disable(LATER);
		this.account.withdrawDeletion(LATER);
		assertThat(this.account.admits(LATER)).isFalse();
		assertThat(this.account.deletionDate()).isEmpty();
	}

	@Test
	void askDeletionWhenOffThenNothing() {
		this.account.disable(LATER);
		this.account.askDeletion(LATER.plusSeconds(60), LATER);
		assertThat(this.account.deletionDate()).isEmpty();
		assertThat(this.account.admits(LATER)).isFalse();
	}

	@Test
	void verifyEmailWhenMainAddressInAnyCaseThenAnnouncesOnce() {
		EmailAddress address = new EmailAddress(this.account.emailAddress());
		assertThat(this.account.verifyEmail(new EmailAddress("x" + address.value()), LATER)).isFalse();
		assertThat(this.account.emailVerified()).isFalse();
		assertThat(this.account.verifyEmail(new EmailAddress(address.value().toUpperCase(Locale.ROOT)), LATER))
			.isTrue();
		assertThat(this.account.verifyEmail(address, LATER)).isTrue();
		assertThat(this.account.emailVerified()).isTrue();
		assertThat(this.account.takeEvents()).containsExactly(new EmailVerified(this.account.id()));
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
	void changeProfileWhenOtherThenAnnouncesOnce() {
		this.account.changeProfile(TestAccounts.wholeProfile(), LATER);
		this.account.changeProfile(TestAccounts.wholeProfile(), LATER.plusSeconds(1));
		assertThat(this.account.profile()).isEqualTo(TestAccounts.wholeProfile());
		assertThat(this.account.fullName()).isEqualTo("Ada Augusta Byron");
		assertThat(this.account.updatedAt()).isEqualTo(LATER);
		assertThat(this.account.takeEvents()).containsExactly(new ProfileChanged(this.account.id()));
	}

	@Test
	void changeProfileWhenItBreaksARuleThenRefusesWithoutTheValue() {
		Profile wrong = Profile.named("Ada\nByron", null);
		assertThatExceptionOfType(ProfileRefused.class).isThrownBy(() -> this.account.changeProfile(wrong, LATER))
			.withMessageNotContaining("Ada")
			.satisfies((ex) -> assertThat(ex.problems())
				.containsExactly(new ProfileProblem("given_name", "account.profile.name")));
		assertThat(this.account.profile()).isEqualTo(Profile.EMPTY);
		assertThat(this.account.takeEvents()).isEmpty();
	}

	@Test
	void changePhoneNumberWhenOtherOrProvedThenAnnounces() {
		PhoneNumber number = new PhoneNumber("+442079460000");
		this.account.changePhoneNumber(number, false, LATER);
		this.account.changePhoneNumber(number, false, LATER);
		this.account.changePhoneNumber(number, true, LATER);
		this.account.changePhoneNumber(number, true, LATER);
		assertThat(this.account.phoneNumber()).contains(number);
		assertThat(this.account.phoneNumberVerified()).isTrue();
		this.account.changePhoneNumber(null, true, LATER);
		assertThat(this.account.phoneNumber()).isEmpty();
		assertThat(this.account.phoneNumberVerified()).isFalse();
		assertThat(this.account.takeEvents()).containsExactly(new PhoneNumberChanged(this.account.id(), false),
				new PhoneNumberChanged(this.account.id(), true), new PhoneNumberChanged(this.account.id(), false));
	}

	@Test
	void fullNameWhenPartsAreKnownThenJoinsThem() {
		assertThat(this.account.fullName()).isNull();
		Account named = new Account(AccountId.random(), TestAccounts.someone().named("Ada", "Byron"), MADE);
		assertThat(named.fullName()).isEqualTo("Ada Byron");
	}

}
