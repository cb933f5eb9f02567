package dev.signet.linking;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.signet.account.AccountId;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;

import org.springframework.stereotype.Component;

/** Tells whose password is in a directory, and nowhere else. */
@Component
class DirectoryPasswords implements PasswordKeeper {

	private final Directories directories;

	private final DirectoryLinks links;

	private final LinkEndings endings;

	private final Passwords passwords;

	DirectoryPasswords(Directories directories, DirectoryLinks links, LinkEndings endings, Passwords passwords) {
		this.directories = directories;
		this.links = links;
		this.endings = endings;
		this.passwords = passwords;
	}

	/** Also when the directory is switched off: the account stays one of there. */
	@Override
	public Optional<Kept> keeps(AccountId accountId) {
		return keeps(accountId, this.links::of);
	}

	@Override
	public Optional<Kept> keepsOnceLocked(AccountId accountId) {
		return keeps(accountId, this.endings::leftByLock);
	}

	private Optional<Kept> keeps(AccountId accountId, Function<AccountId, List<DirectoryLink>> links) {
		if (this.directories.all().isEmpty() || this.passwords.exists(accountId)) {
			return Optional.empty();
		}
		return links.apply(accountId)
			.stream()
			.flatMap((link) -> this.directories.find(link.directoryId()).stream())
			.findFirst()
			.map((directory) -> new Kept(directory.settings().name(), directory.settings().passwordPage()));
	}

}
