package dev.signet.credential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.IntToLongFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The passwords that most people use, offline (NIST SP 800-63B §3.1.1.2). The file holds
 * no password, only the first 40 bits of a digest of each, in order: first of those that
 * come at the top of every list, then of the others. So one innocent password in some
 * millions is taken for a common one. Where it comes from, under which licence, and how
 * it is made says {@code common-passwords-NOTICE.md} beside it.
 * <p>
 * It is read when the first password is chosen, and takes its own size of memory, some
 * 700 kB.
 */
@Component
class CommonPasswords {

	/** Shorter ones stand in too many innocent passwords. */
	static final int SHORTEST = 4;

	/** No entry is longer. */
	static final int LONGEST = 40;

	static final int ENTRY_BYTES = 5;

	private static final long START = 0xcbf29ce484222325L;

	private static final long FACTOR = 0x100000001b3L;

	private final Resource file;

	private volatile @Nullable ByteBuffer entries;

	CommonPasswords() {
		this(new ClassPathResource("common-passwords.bin", CommonPasswords.class));
	}

	CommonPasswords(Resource file) {
		this.file = file;
	}

	/** How common a text is that stands somewhere in a password. */
	Commonness of(Digest digest) {
		ByteBuffer all = entries();
		int top = all.getInt(0);
		int end = (all.capacity() - Integer.BYTES) / ENTRY_BYTES;
		long value = digest.value();
		IntToLongFunction entries = (index) -> entry(all, index);
		if (holds(entries, value, 0, top)) {
			return Commonness.AT_THE_TOP;
		}
		return holds(entries, value, top, end) ? Commonness.COMMON : Commonness.NONE;
	}

	/** Whether one of some entries, which are in order, is this value. */
	static boolean holds(IntToLongFunction entries, long value, int from, int to) {
		int low = from;
		int high = to;
		while (low < high) {
			int middle = (low + high) >>> 1;
			long entry = entries.applyAsLong(middle);
			if (entry == value) {
				return true;
			}
			if (entry < value) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return false;
	}

	private static long entry(ByteBuffer all, int index) {
		int at = Integer.BYTES + index * ENTRY_BYTES;
		return (all.get(at) & 0xffL) << Integer.SIZE | all.getInt(at + 1) & 0xffffffffL;
	}

	private ByteBuffer entries() {
		ByteBuffer read = this.entries;
		if (read == null) {
			try (InputStream in = this.file.getInputStream()) {
				read = ByteBuffer.wrap(in.readAllBytes());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The list of common passwords cannot be read", ex);
			}
			this.entries = read;
		}
		return read;
	}

	/** How many people a password has. */
	enum Commonness {

		/** Hardly any. */
		NONE,

		/** One of the 140,000 of the list. */
		COMMON,

		/** One of its first thousand. */
		AT_THE_TOP

	}

	/**
	 * The digest of a text that grows, character by character (FNV-1a, its bits mixed at
	 * the end). It guards nothing, so it needs to be quick and not more.
	 */
	static final class Digest {

		private long state = START;

		/** The digest of a whole text. */
		static Digest of(String text) {
			Digest digest = new Digest();
			text.chars().forEach(digest::add);
			return digest;
		}

		void add(int character) {
			this.state = (this.state ^ character) * FACTOR;
		}

		long value() {
			long mixed = (this.state ^ this.state >>> 33) * 0xff51afd7ed558ccdL;
			mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
			return (mixed ^ mixed >>> 33) >>> (Long.SIZE - ENTRY_BYTES * Byte.SIZE);
		}

	}

}
