package dev.signet.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A person as this server knows them. What is read from {@link Accounts} is complete and
 * detached: a plain snapshot. Changes go through {@link Accounts#update}, which stores
 * them and announces what they meant.
 */
@Entity
@Table(name = "accounts")
public class Account {

	@Id
	private UUID id;

	@Version
	private int version;

	private String username;

	private String usernameNormalised;

	private @Nullable String givenName;

	private @Nullable String familyName;

	private @Nullable String locale;

	private @Nullable String zoneinfo;

	private @Nullable Instant disabledAt;

	private Instant createdAt;

	private Instant updatedAt;

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
	@JoinColumn(name = "account_id", nullable = false, updatable = false)
	private Set<AccountEmail> emails = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "account_roles", joinColumns = @JoinColumn(name = "account_id"))
	@Column(name = "role")
	private Set<String> roles = new HashSet<>();

	@Transient
	private List<Object> events = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Account() {
	}

	Account(AccountId id, NewAccount account, Instant now) {
		this.id = id.value();
		this.username = account.username().value();
		this.usernameNormalised = account.username().normalised();
		this.givenName = account.givenName();
		this.familyName = account.familyName();
		this.createdAt = now;
		this.updatedAt = now;
		this.emails.add(new AccountEmail(account.emailAddress(), true, account.emailVerified() ? now : null, now));
		this.roles.addAll(account.roles());
	}

	/** The identifier, which clients see as {@code sub}. */
	public AccountId id() {
		return new AccountId(this.id);
	}

	/** The name to sign in with, as it was typed. */
	public String username() {
		return this.username;
	}

	/** The main address. */
	public String emailAddress() {
		return mainEmail().address();
	}

	/** Whether the person has been seen to read mail at the main address. */
	public boolean emailVerified() {
		return mainEmail().verifiedAt() != null;
	}

	/** The given name, when known. */
	public @Nullable String givenName() {
		return this.givenName;
	}

	/** The family name, when known. */
	public @Nullable String familyName() {
		return this.familyName;
	}

	/** Given name and family name, as far as they are known; null when neither is. */
	public @Nullable String fullName() {
		String name = Stream.of(this.givenName, this.familyName)
			.filter((part) -> part != null)
			.collect(Collectors.joining(" "));
		return name.isEmpty() ? null : name;
	}

	/** The preferred language as a BCP 47 tag, when known. */
	public @Nullable String locale() {
		return this.locale;
	}

	/** The time zone by its name in the IANA database, when known. */
	public @Nullable String zoneinfo() {
		return this.zoneinfo;
	}

	/** The roles held. */
	public Set<String> roles() {
		return Set.copyOf(this.roles);
	}

	/** Whether the person may sign in. */
	public boolean enabled() {
		return this.disabledAt == null;
	}

	/** When the account was made. */
	public Instant createdAt() {
		return this.createdAt;
	}

	/** When anything about the account last changed. */
	public Instant updatedAt() {
		return this.updatedAt;
	}

	/** Switches the account off; nothing happens when it is off already. */
	public void disable(Instant now) {
		if (enabled()) {
			this.disabledAt = now;
			changed(now, new AccountDisabled(id()));
		}
	}

	/** Switches the account on again; nothing happens when it is on. */
	public void enable(Instant now) {
		if (!enabled()) {
			this.disabledAt = null;
			changed(now, new AccountEnabled(id()));
		}
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

	String usernameNormalised() {
		return this.usernameNormalised;
	}

	AccountEmail mainEmail() {
		return this.emails.stream().filter(AccountEmail::isMain).findFirst().orElseThrow();
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
