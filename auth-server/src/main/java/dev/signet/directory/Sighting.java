package dev.signet.directory;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a directory says about a name that an administrator tried.
 *
 * @param found how many people have that name; two stand for more
 * @param dn the distinguished name of the only one, or null
 * @param attributes all that may be read of them, but for secrets, whose values are left
 * out
 * @param person who that is to this server, or null when they cannot be told from others
 * @param standing how their account stands there
 * @param password what became of the password
 */
public record Sighting(int found, @Nullable String dn, Map<String, List<String>> attributes,
		@Nullable DirectoryPerson person, DirectoryStanding standing, Password password) {

	static Sighting ofNone(int found) {
		return new Sighting(found, null, Map.of(), null, DirectoryStanding.OPEN, Password.NOT_TRIED);
	}

	/** Whether such a person could sign in, as far as the directory is concerned. */
	public boolean usable() {
		return this.person != null && !this.standing.out() && switch (this.password) {
			case NOT_TRIED, PROVED, GRACE -> true;
			default -> false;
		};
	}

	/** Without what names the person. */
	@Override
	public String toString() {
		return "Sighting[" + this.found + " found]";
	}

	/** What became of a password. The names are recorded; never rename one. */
	public enum Password {

		/** None was typed. */
		NOT_TRIED,

		/** It is the right one. */
		PROVED,

		/** It is the right one, has expired, and counts a few times more. */
		GRACE,

		/** It is not, or the directory does not say why not. */
		REFUSED,

		/** The person may not sign in at this hour. */
		NOT_NOW,

		/** The person may sign in from some machines only. */
		NOT_FROM_HERE,

		/** The person is switched off there. */
		DISABLED,

		/** It is the right one, but too old. */
		EXPIRED,

		/** It is the right one, but the person must choose another one first. */
		TO_BE_CHANGED,

		/** The account there is no longer valid. */
		OVER,

		/** Too many wrong passwords were tried there. */
		LOCKED,

		/** Too many were tried here, so the directory was not asked. */
		TOO_MANY;

		/** Whether it is the right one, whatever else is said about it. */
		public boolean right() {
			return switch (this) {
				case PROVED, GRACE, EXPIRED, TO_BE_CHANGED -> true;
				default -> false;
			};
		}

	}

}
