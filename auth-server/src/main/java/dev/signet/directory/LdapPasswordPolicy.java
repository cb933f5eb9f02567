package dev.signet.directory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import javax.naming.ldap.BasicControl;
import javax.naming.ldap.Control;

import dev.signet.directory.LdapDirectory.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What the password policy of a directory says beside its answer to a password, in the
 * words of OpenLDAP and others (draft-behera-ldap-password-policy-10 §6.2).
 *
 * @param error the number of what is wrong with the password, or -1
 * @param grace whether it has expired, and counts a few times more
 */
record LdapPasswordPolicy(int error, boolean grace) {

	private static final String OID = "1.3.6.1.4.1.42.2.27.8.5.1";

	/** A directory that does not know it takes no notice. */
	static final Control REQUEST = new BasicControl(OID);

	/** Nothing was said, or nothing that makes sense. */
	static final LdapPasswordPolicy SILENT = new LdapPasswordPolicy(-1, false);

	private static final int SEQUENCE = 0x30;

	private static final int WARNING = 0xa0;

	private static final int ERROR = 0x81;

	private static final int GRACE = 0x81;

	private static final int LONGEST = 0x7f;

	static LdapPasswordPolicy of(Control @Nullable [] controls) {
		return Optional.ofNullable(controls)
			.stream()
			.flatMap(Arrays::stream)
			.filter((control) -> control.getID().equals(OID) && control.getEncodedValue() != null)
			.findFirst()
			.map((control) -> parse(control.getEncodedValue()))
			.orElse(SILENT);
	}

	/** What it makes of a password that the directory takes. */
	Answer taken() {
		return switch (this.error) {
			case 0 -> this.grace ? Answer.GRACE : Answer.EXPIRED;
			case 2 -> Answer.TO_BE_CHANGED;
			default -> this.grace ? Answer.GRACE : Answer.PROVED;
		};
	}

	/**
	 * Why the directory does not take it, if this says so. That a password has expired,
	 * or must be changed, should only be told of the right one; some may not have
	 * compared it.
	 */
	Optional<Answer> refused() {
		return switch (this.error) {
			case 0 -> Optional.of(Answer.EXPIRED);
			case 1 -> Optional.of(Answer.LOCKED);
			case 2 -> Optional.of(Answer.TO_BE_CHANGED);
			default -> Optional.empty();
		};
	}

	private static LdapPasswordPolicy parse(byte[] value) {
		try {
			ByteBuffer whole = ByteBuffer.wrap(value);
			if (tag(whole) != SEQUENCE) {
				return SILENT;
			}
			ByteBuffer parts = content(whole);
			int error = -1;
			boolean grace = false;
			while (parts.hasRemaining()) {
				int tag = tag(parts);
				ByteBuffer content = content(parts);
				if (tag == WARNING) {
					grace = tag(content) == GRACE;
				}
				else if (tag == ERROR) {
					error = content.get();
				}
			}
			return new LdapPasswordPolicy(error, grace);
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			return SILENT;
		}
	}

	private static int tag(ByteBuffer from) {
		return Byte.toUnsignedInt(from.get());
	}

	private static ByteBuffer content(ByteBuffer from) {
		int length = Byte.toUnsignedInt(from.get());
		if (length > LONGEST || length > from.remaining()) {
			throw new IllegalArgumentException("Nothing here is that long");
		}
		ByteBuffer content = from.slice(from.position(), length);
		from.position(from.position() + length);
		return content;
	}

}
