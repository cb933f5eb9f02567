package dev.signet.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table keeps factors: in two arrays of the same length, {@code factor_methods}
 * ({@code text[]}) and {@code factor_times} ({@code timestamptz[]}).
 */
public final class FactorColumns {

	private FactorColumns() {
	}

	/** The factors in a row with both columns. */
	public static List<Factor> read(ResultSet row) throws SQLException {
		String[] methods = (String[]) row.getArray("factor_methods").getArray();
		Timestamp[] times = (Timestamp[]) row.getArray("factor_times").getArray();
		List<Factor> factors = new ArrayList<>(methods.length);
		for (int i = 0; i < methods.length; i++) {
			factors.add(new Factor(Factor.Method.valueOf(methods[i]), times[i].toInstant()));
		}
		return List.copyOf(factors);
	}

	/** What goes into {@code factor_methods}. */
	public static String[] methods(List<Factor> factors) {
		return factors.stream().map((factor) -> factor.method().name()).toArray(String[]::new);
	}

	/** What goes into {@code factor_times}. */
	public static Timestamp[] times(List<Factor> factors) {
		return factors.stream().map((factor) -> Timestamp.from(factor.at())).toArray(Timestamp[]::new);
	}

}
