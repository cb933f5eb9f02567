package dev.signet.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A person as this server knows them. What is read from {@link Accounts} is complete and
 * detached: a plain snapshot. Changes go through {@link Accounts#update}, which stores
 * them and announces what they meant.
 */
public final class Account {

	private final AccountId id;

	private int version;

	/** As it was read; {@link Accounts#shutOut} changes it. */
	private final int generation;

	private final String username;

	private Profile profile;

	private @Nullable String phoneNumber;

	private @Nullable Instant phoneNumberVerifiedAt;

	private @Nullable Instant disabledAt;

	/** Set only as long as the account is disabled too. */
	private @Nullable Instant lockedAt;

	/** Set only as long as the account is disabled too, and not locked. */
	private @Nullable Instant deleteAt;

	/** Set only as long as the account is disabled too. */
	private @Nullable Instant approvalAwaitedAt;

	/** Set only as long as the account is disabled too, and for no other reason. */
	private @Nullable Instant suspendedAt;

	private final Instant createdAt;

	private Instant updatedAt;

	private final Set<AccountEmail> emails;

	private final Set<String> roles;

	/** As they were read; {@link Groups} changes them. */
	private final Set<String> groups;

	private final List<Object> events = new ArrayList<>();

	Account(AccountId id, NewAccount account, Instant now) {
		this.id = id;
		this.generation = 0;
		this.username = account.username().value();
		this.profile = Profile.named(account.givenName(), account.familyName());
		this.createdAt = now;
		this.updatedAt = now;
		this.disabledAt = account.awaitingApproval() ? now : null;
		this.approvalAwaitedAt = this.disabledAt;
		this.emails = new HashSet<>(
				Set.of(new AccountEmail(account.emailAddress(), true, account.emailVerified() ? now : null, now)));
		this.roles = new HashSet<>(account.roles());
		this.groups = Set.of();
	}

	Account(StoredAccount stored) {
		this.id = stored.id();
		this.version = stored.version();
		this.generation = stored.generation();
		this.username = stored.username();
		this.profile = stored.profile();
		this.phoneNumber = stored.phoneNumber();
		this.phoneNumberVerifiedAt = stored.phoneNumberVerifiedAt();
		this.disabledAt = stored.disabledAt();
		this.lockedAt = stored.lockedAt();
		this.deleteAt = stored.deleteAt();
		this.approvalAwaitedAt = stored.approvalAwaitedAt();
		this.suspendedAt = stored.suspendedAt();
		this.createdAt = stored.createdAt();
		this.updatedAt = stored.updatedAt();
		this.emails = new HashSet<>(stored.emails());
		this.roles = new HashSet<>(stored.roles());
		this.groups = Set.copyOf(stored.groups());
	}

	/** The identifier, which clients see as {@code sub}. */
	public AccountId id() {
		return this.id;
	}

	/**
	 * In which generation the account was when it was read, for whoever begins to sign in
	 * now.
	 */
	public AccountGeneration generation() {
		return new AccountGeneration(this.id, this.generation);
	}

	/** The name to sign in with, as it was typed. */
	public String username() {
		return this.username;
	}

	/** All names that mean this account where somebody signs in. */
	public Set<LoginName> loginNames() {
		return Stream.concat(Stream.of(this.username), this.emails.stream().map(AccountEmail::address))
			.map(LoginName::of)
			.collect(Collectors.toSet());
	}

	/** The main address. */
	public String emailAddress() {
		return mainEmail().address();
	}

	/** Whether the person has been seen to read mail at the main address. */
	public boolean emailVerified() {
		return mainEmail().verifiedAt() != null;
	}

	/** What the person tells about themselves. */
	public Profile profile() {
		return this.profile;
	}

	/** The person's names in one line, as far as they are known; null when none is. */
	public @Nullable String fullName() {
		return profile().fullName();
	}

	/** The telephone number, when known. */
	public Optional<PhoneNumber> phoneNumber() {
		return Optional.ofNullable(this.phoneNumber).map(PhoneNumber::new);
	}

	/** Whether the person has been seen to answer at the telephone number. */
	public boolean phoneNumberVerified() {
		return this.phoneNumberVerifiedAt != null;
	}

	/** The roles held. */
	public Set<String> roles() {
		return Set.copyOf(this.roles);
	}

	/**
	 * The names of the groups that the person belonged to when the account was read.
	 */
	public Set<String> groups() {
		return this.groups;
	}

	/** Whether the person may sign in. */
	public boolean enabled() {
		return this.disabledAt == null;
	}

	/**
	 * Whether the account is off because its owner wanted so, until they set a new
	 * password by mail. An operator's switch is not for the owner to turn back.
	 */
	public boolean locked() {
		return this.lockedAt != null;
	}

	/**
	 * When the account is to be deleted, because its owner wants so. Until then it is
	 * off, and its owner can change their mind.
	 */
	public Optional<Instant> deletionDate() {
		return Optional.ofNullable(this.deleteAt);
	}

	/**
	 * Whether the person may begin to sign in: the account is on, or they can still keep
	 * it from being deleted, which is then asked before anything else.
	 */
	public boolean admits(Instant now) {
		return enabled() || deletionDate().filter(now::isBefore).isPresent();
	}

	/**
	 * Whether the account is off because it was never on: somebody who signed up waits
	 * for approval.
	 */
	public boolean awaitsApproval() {
		return this.approvalAwaitedAt != null;
	}

	/**
	 * Whether the account is off because whoever keeps its password says that the owner
	 * is gone. It is on again when they are back.
	 */
	public boolean suspended() {
		return this.suspendedAt != null;
	}

	/** When the account was made. */
	public Instant createdAt() {
		return this.createdAt;
	}

	/** When anything about the account last changed, groups apart. */
	public Instant updatedAt() {
		return this.updatedAt;
	}

	/**
	 * Switches the account off; nothing happens when it is off already. One that its
	 * owner locked or wanted deleted is then no more theirs to open, one that waits for
	 * approval waits no more, and one that was suspended does not come back by itself.
	 */
	public void disable(Instant now) {
		if (enabled() || locked() || toBeDeleted() || awaitsApproval() || suspended()) {
			this.disabledAt = now;
			this.lockedAt = null;
			this.deleteAt = null;
			this.approvalAwaitedAt = null;
			this.suspendedAt = null;
			changed(now, new AccountDisabled(id()));
		}
	}

	/** Switches the account on again; nothing happens when it is on. */
	public void enable(Instant now) {
		if (!enabled()) {
			this.disabledAt = null;
			this.lockedAt = null;
			this.deleteAt = null;
			this.approvalAwaitedAt = null;
			this.suspendedAt = null;
			changed(now, new AccountEnabled(id()));
		}
	}

	/**
	 * Switches the account off until its owner is back; nothing happens when it is off
	 * already.
	 */
	void suspend(Instant now) {
		if (enabled()) {
			this.disabledAt = now;
			this.suspendedAt = now;
			changed(now, new AccountDisabled(id()));
		}
	}

	/** Lets the owner in who is back; nothing happens unless it was suspended. */
	void resume(Instant now) {
		if (suspended()) {
			enable(now);
		}
	}

	/**
	 * Switches the account off at its owner's wish; nothing happens when an operator
	 * switched it off, or it waits for approval. It is not deleted then: whoever asked
	 * for that was somebody else. Nor is it on again as soon as whoever keeps its
	 * password says that the owner is back.
	 */
	public void lock(Instant now) {
		if (enabled() || toBeDeleted() || suspended()) {
			this.disabledAt = now;
			this.lockedAt = now;
			this.deleteAt = null;
			this.suspendedAt = null;
			changed(now, new AccountLocked(id()));
		}
	}

	/** Lets the owner in again; nothing happens unless they locked the account. */
	public void unlock(Instant now) {
		if (locked()) {
			this.disabledAt = null;
			this.lockedAt = null;
			changed(now, new AccountUnlocked(id()));
		}
	}

	/**
	 * Switches the account off until it is deleted, at its owner's wish; nothing happens
	 * when it is off already.
	 */
	public void askDeletion(Instant date, Instant now) {
		if (enabled()) {
			this.disabledAt = now;
			this.deleteAt = date;
			changed(now, new DeletionAsked(id(), date));
		}
	}

	/**
	 * Keeps the account that its owner wanted deleted, and lets them in again; nothing
	 * happens when the day has come, or they never wanted so.
	 */
	public void withdrawDeletion(Instant now) {
		if (this.deleteAt != null && now.isBefore(this.deleteAt)) {
			this.disabledAt = null;
			this.deleteAt = null;
			changed(now, new DeletionWithdrawn(id()));
		}
	}

	/**
	 * Notes that the person has been seen to read mail at an address; nothing happens
	 * when it is not the main address, or known already.
	 * @return whether the person is known to read mail there
	 */
	public boolean verifyEmail(EmailAddress address, Instant now) {
		if (!address.sameAs(new EmailAddress(emailAddress()))) {
			return false;
		}
		if (!emailVerified()) {
			AccountEmail main = mainEmail();
			this.emails.remove(main);
			this.emails.add(main.verified(now));
			changed(now, new EmailVerified(id()));
		}
		return true;
	}

	/**
	 * Notes that whoever reads mail at the main address is not the person, so that
	 * nothing more is proved there; nothing happens when nobody was seen to.
	 */
	public void doubtEmail(Instant now) {
		if (emailVerified()) {
			AccountEmail main = mainEmail();
			this.emails.remove(main);
			this.emails.add(main.doubted());
			changed(now, new EmailDoubted(id()));
		}
	}

	/**
	 * Replaces what the person tells about themselves; nothing happens when it is the
	 * same.
	 * @throws ProfileRefused when it breaks a rule
	 */
	public void changeProfile(Profile profile, Instant now) {
		if (profile.equals(profile())) {
			return;
		}
		List<ProfileProblem> problems = profile.problems();
		if (!problems.isEmpty()) {
			throw new ProfileRefused(problems);
		}
		this.profile = profile;
		changed(now, new ProfileChanged(id()));
	}

	/**
	 * Replaces the telephone number; nothing happens when it is the same and as well
	 * proved.
	 * @param number the number, or null for none
	 * @param verified whether the person has been seen to answer there
	 */
	public void changePhoneNumber(@Nullable PhoneNumber number, boolean verified, Instant now) {
		boolean proved = number != null && verified;
		if (Optional.ofNullable(number).equals(phoneNumber()) && proved == phoneNumberVerified()) {
			return;
		}
		this.phoneNumber = (number != null) ? number.value() : null;
		this.phoneNumberVerifiedAt = proved ? now : null;
		changed(now, new PhoneNumberChanged(id(), proved));
	}

	/**
	 * Gives a role; nothing happens when it is held.
	 * @param role upper-case letters, digits and underscores
	 */
	public void giveRole(String role, Instant now) {
		if (this.roles.add(role)) {
			changed(now, new RolesChanged(id(), Set.of(role), Set.of()));
		}
	}

	/** Takes a role away; nothing happens when it is not held. */
	public void takeRole(String role, Instant now) {
		if (this.roles.remove(role)) {
			changed(now, new RolesChanged(id(), Set.of(), Set.of(role)));
		}
	}

	private boolean toBeDeleted() {
		return this.deleteAt != null;
	}

	Set<AccountEmail> emails() {
		return Set.copyOf(this.emails);
	}

	int version() {
		return this.version;
	}

	String usernameNormalised() {
		return new Username(this.username).normalised();
	}

	String usernameSkeleton() {
		return new Username(this.username).skeleton();
	}

	AccountEmail mainEmail() {
		return this.emails.stream().filter(AccountEmail::main).findFirst().orElseThrow();
	}

	/** The account as it is to be stored, with the version that it was read in. */
	StoredAccount stored() {
		return new StoredAccount(this.id, this.version, this.generation, this.username, this.profile, this.phoneNumber,
				this.phoneNumberVerifiedAt, this.disabledAt, this.lockedAt, this.deleteAt, this.approvalAwaitedAt,
				this.suspendedAt, this.createdAt, this.updatedAt, emails(), roles(), this.groups);
	}

	/** To be called when it was stored, in its next version. */
	void wasStored() {
		this.version++;
	}

	/** What happened since the last call, oldest first. */
	List<Object> takeEvents() {
		List<Object> taken = List.copyOf(this.events);
		this.events.clear();
		return taken;
	}

	private void changed(Instant now, Object event) {
		this.updatedAt = now;
		this.events.add(event);
	}

}
