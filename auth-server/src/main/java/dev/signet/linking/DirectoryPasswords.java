package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryLinks;

import org.springframework.stereotype.Component;

/** Tells whose password is in a directory, and nowhere else. */
@Component
class DirectoryPasswords implements PasswordKeeper {

	private final Directories directories;

	private final DirectoryLinks links;

	private final Passwords passwords;

	DirectoryPasswords(Directories directories, DirectoryLinks links, Passwords passwords) {
		this.directories = directories;
		this.links = links;
		this.passwords = passwords;
	}

	/** Also when the directory is switched off: the account stays one of there. */
	@Override
	public Optional<Kept> keeps(AccountId accountId) {
		if (this.directories.all().isEmpty() || this.passwords.exists(accountId)) {
			return Optional.empty();
		}
		return this.links.of(accountId)
			.stream()
			.flatMap((link) -> this.directories.find(link.directoryId()).stream())
			.findFirst()
			.map((directory) -> new Kept(directory.settings().name(), directory.settings().passwordPage()));
	}

}
