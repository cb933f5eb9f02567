package dev.signet.key;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes what was encrypted under the master key before over to the new one, before
 * anybody reads it. Can be repeated at will; of several nodes that start together one
 * does it.
 */
final class MasterKeyChange {

	private static final Logger logger = LoggerFactory.getLogger(MasterKeyChange.class);

	private final PostgresSealedValues values;

	private final PostgresSigningKeys keys;

	private final MasterKey masterKey;

	private final @Nullable MasterKey previous;

	private final TransactionOperations transactions;

	MasterKeyChange(PostgresSealedValues values, PostgresSigningKeys keys, MasterKey masterKey,
			@Nullable MasterKey previous, TransactionOperations transactions) {
		this.values = values;
		this.keys = keys;
		this.masterKey = masterKey;
		this.previous = previous;
		this.transactions = transactions;
	}

	/**
	 * Does it, if there is a master key before.
	 * @return how many values were taken over
	 */
	int run() {
		MasterKey before = this.previous;
		if (before == null) {
			return 0;
		}
		Integer changed = this.transactions.execute((status) -> {
			this.keys.lock();
			this.values.keepDerived(before);
			List<SealedValue> old = this.values.all()
				.stream()
				.filter((value) -> before.encrypted(value.sealed()) && !this.masterKey.encrypted(value.sealed()))
				.toList();
			old.forEach((value) -> this.values.replace(value, renewed(value, before)));
			return old.size();
		});
		logger.info("{} values were encrypted under the master key before; now none is", changed);
		return (changed == null) ? 0 : changed;
	}

	private byte[] renewed(SealedValue value, MasterKey before) {
		return this.masterKey.encrypt(before.decrypt(value.sealed(), value.context()), value.context());
	}

}
