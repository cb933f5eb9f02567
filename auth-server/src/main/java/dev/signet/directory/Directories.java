package dev.signet.directory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.key.MasterKey;
import dev.signet.node.ChangeListener;
import dev.signet.node.Changes;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All directories. What is read may be five seconds old; a change is announced to all
 * nodes, so mostly it is younger.
 */
@Component
public class Directories implements ChangeListener {

	private static final Duration FRESH = Duration.ofSeconds(5);

	private final PostgresDirectories rows;

	private final DirectoryRules rules;

	private final MasterKey masterKey;

	private final Changes changes;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final AtomicLong drops = new AtomicLong();

	private volatile @Nullable Remembered remembered;

	Directories(PostgresDirectories rows, DirectoryRules rules, MasterKey masterKey, Changes changes,
			ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.rules = rules;
		this.masterKey = masterKey;
		this.changes = changes;
		this.events = events;
		this.clock = clock;
	}

	/** All, by alias. */
	public List<Directory> all() {
		return stored().stream().map(StoredDirectory::directory).toList();
	}

	/** Those that are asked for passwords, by alias. */
	public List<Directory> enabled() {
		return all().stream().filter(Directory::enabled).toList();
	}

	/** The directory with this id. */
	public Optional<Directory> find(DirectoryId id) {
		return all().stream().filter((directory) -> directory.id().equals(id)).findFirst();
	}

	/**
	 * Adds a directory, which is not asked yet.
	 * @param bindPassword the password with which it is searched; null or empty for none
	 * @throws DirectoryRefused when it breaks rules; it tells all of them at once
	 */
	@Transactional
	public Directory add(String alias, DirectoryKind kind, DirectorySettings settings, @Nullable String bindPassword,
			AccountId by) throws DirectoryRefused {
		@Nullable String password = given(bindPassword);
		List<DirectoryProblem> problems = new ArrayList<>(this.rules.checkAlias(alias));
		problems.addAll(this.rules.check(kind, settings, password != null));
		refuse(problems);
		DirectoryId id = DirectoryId.random();
		Directory directory = new Directory(id, alias, kind, settings, DirectoryState.HIDDEN, password != null, 1,
				Columns.now(this.clock), Columns.now(this.clock));
		if (!this.rows.insert(directory, seal(id, password))) {
			refuse(List.of(DirectoryProblem.of("alias", "directory.problem.alias-taken")));
		}
		this.changes.announce(this);
		this.events.publishEvent(new DirectoryAdded(id, alias, by));
		return directory;
	}

	/**
	 * Changes a directory. When another server would be asked, or others would be found
	 * there, it is switched off by that, and to be checked again. What tells who somebody
	 * is stays while anybody is linked, or a link can be put back: the same people would
	 * be missing, or others.
	 * @param version the version that the administrator saw
	 * @param newPassword null or empty to keep the one that is stored
	 * @throws DirectoryRefused when it breaks rules; it tells all of them at once
	 * @throws DirectoryChangedMeanwhile when the version is not the stored one
	 * @throws NoSuchDirectory when it is gone
	 */
	@Transactional
	public Directory change(DirectoryId id, int version, DirectorySettings settings, @Nullable String newPassword,
			AccountId by) throws DirectoryRefused {
		Directory before = fresh(id);
		@Nullable String password = given(newPassword);
		// A stored password is for the server and the name that it was given for
		boolean kept = before.hasPassword() && before.settings().server().equals(settings.server());
		List<DirectoryProblem> problems = new ArrayList<>(
				this.rules.check(before.kind(), settings, password != null || kept));
		if (!before.settings().people().sameSubject(settings.people()) && this.rows.holdLinked(id)) {
			problems.add(DirectoryProblem.of("people.subject", "directory.problem.subject-linked"));
		}
		refuse(problems);
		boolean elsewhere = !before.settings().server().equals(settings.server())
				|| !before.settings().people().equals(settings.people());
		boolean disabled = before.enabled() && elsewhere;
		Directory after = new Directory(id, before.alias(), before.kind(), settings,
				disabled ? DirectoryState.DISABLED : before.state(), settings.server().bindDn() != null, version + 1,
				before.createdAt(), Columns.now(this.clock));
		if (!this.rows.update(after, seal(id, password))) {
			throw new DirectoryChangedMeanwhile();
		}
		this.changes.announce(this);
		this.events.publishEvent(new DirectoryChanged(before, by, disabled));
		return after;
	}

	/**
	 * Switches a directory on that was found to work as it is in this version.
	 * @throws DirectoryChangedMeanwhile when that is not the stored one any more
	 */
	@Transactional
	void enable(Directory checked, AccountId by) {
		changeState(checked, DirectoryState.ENABLED, null);
		this.events.publishEvent(new DirectoryEnabled(checked.id(), checked.alias(), by));
	}

	/**
	 * Switches a directory on of which nothing shows that it works.
	 * @throws DirectoryChangedMeanwhile when this is not the stored version any more
	 */
	@Transactional
	void enableUnproved(Directory directory, AccountId by) {
		changeState(directory, DirectoryState.ENABLED, null);
		this.events.publishEvent(new DirectoryEnabledUnproved(directory.id(), directory.alias(), by));
	}

	/**
	 * Switches a directory off. What is linked stays. For an hour this can be taken back.
	 * Whoever changes it at this moment is waited for.
	 * @throws NoSuchDirectory when it is gone
	 */
	@Transactional
	public void disable(DirectoryId id, AccountId by) {
		this.rows.hold(id);
		Directory directory = fresh(id);
		if (directory.enabled()) {
			changeState(directory, DirectoryState.DISABLED, Columns.now(this.clock));
			this.events.publishEvent(new DirectoryDisabled(id, directory.alias(), by));
		}
	}

	/**
	 * Removes a directory, with the links to it that were ended.
	 * @throws DirectoryInUse when somebody is linked
	 * @throws NoSuchDirectory when it is gone
	 */
	@Transactional
	public void remove(DirectoryId id, AccountId by) {
		Directory directory = fresh(id);
		try {
			if (!this.rows.delete(id)) {
				throw new NoSuchDirectory();
			}
		}
		catch (DataIntegrityViolationException ex) {
			throw new DirectoryInUse();
		}
		this.changes.announce(this);
		this.events.publishEvent(new DirectoryRemoved(id, directory.alias(), by));
	}

	@Override
	public String topic() {
		return "directory";
	}

	@Override
	public void changed() {
		this.drops.incrementAndGet();
		this.remembered = null;
	}

	/**
	 * The password with which a directory is searched, or null for none. It belongs to
	 * the server that this version names, and is told to no other.
	 * @throws DirectoryDown when the directory was changed meanwhile
	 */
	@Nullable String bindPassword(Directory directory) throws DirectoryDown {
		if (!directory.hasPassword()) {
			return null;
		}
		return Stream.<Supplier<List<StoredDirectory>>>of(this::stored, this.rows::all)
			.flatMap((read) -> read.get().stream())
			.filter((stored) -> stored.directory().id().equals(directory.id())
					&& stored.directory().version() == directory.version())
			.findFirst()
			.map(StoredDirectory::sealed)
			.map((sealed) -> new String(this.masterKey.decrypt(sealed, StoredDirectory.context(directory.id())),
					StandardCharsets.UTF_8))
			.orElseThrow(() -> new DirectoryDown("It was changed meanwhile"));
	}

	/** As it is stored now. */
	Directory fresh(DirectoryId id) {
		return this.rows.all()
			.stream()
			.map(StoredDirectory::directory)
			.filter((directory) -> directory.id().equals(id))
			.findFirst()
			.orElseThrow(NoSuchDirectory::new);
	}

	/** Whether this version was on until it was switched off, later than a moment. */
	boolean switchedOffAfter(Directory directory, Instant moment) {
		return this.rows.switchedOffAfter(directory.id(), directory.version(), moment);
	}

	private void changeState(Directory directory, DirectoryState to, @Nullable Instant switchedOffAt) {
		if (!this.rows.changeState(directory.id(), directory.version(), to, switchedOffAt)) {
			throw new DirectoryChangedMeanwhile();
		}
		this.changes.announce(this);
	}

	private List<StoredDirectory> stored() {
		Remembered known = this.remembered;
		Instant now = this.clock.instant();
		if (known == null || !now.isBefore(known.until()) || now.plus(FRESH).isBefore(known.until())) {
			long dropsBefore = this.drops.get();
			known = new Remembered(this.rows.all(), now.plus(FRESH));
			// What was read may be older than the drop
			this.remembered = (this.drops.get() == dropsBefore) ? known : null;
		}
		return known.directories();
	}

	private byte @Nullable [] seal(DirectoryId id, @Nullable String password) {
		return (password != null)
				? this.masterKey.encrypt(password.getBytes(StandardCharsets.UTF_8), StoredDirectory.context(id)) : null;
	}

	private static void refuse(List<DirectoryProblem> problems) throws DirectoryRefused {
		if (!problems.isEmpty()) {
			throw new DirectoryRefused(problems);
		}
	}

	private static @Nullable String given(@Nullable String password) {
		return (password != null && !password.isEmpty()) ? password : null;
	}

	/** What was read last, and until when it is young enough. */
	private record Remembered(List<StoredDirectory> directories, Instant until) {
	}

}
