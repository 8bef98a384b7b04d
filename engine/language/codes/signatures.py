"""Codes of findings: signatures."""

from __future__ import annotations

from engine.language.codes.model import ERROR, WARNING, Code

SIGNATURES: dict[str, Code] = {
    "key-unreadable": Code(
        ERROR,
        "{file} cannot be used as a key: {reason}; expected an Ed25519 private key in PEM without a passphrase "
        "(--new-key makes one)",
        "{file} 不能用作签名密钥：{reason}；应为无口令的 Ed25519 私钥（PEM）",
        "jixiao sign latest --key 照片.png",
    ),
    "key-exists": Code(
        ERROR,
        "{file} exists already and is not replaced; choose another file, or sign with it by leaving out --new-key",
        "{file} 已存在，不会覆盖；请另选文件，或不用 --new-key 直接签名",
        "jixiao sign --new-key --key 我的.pem, twice",
    ),
    "key-unwritable": Code(
        ERROR,
        "{file} cannot be written ({reason}); choose another file for the key",
        "{file} 无法写入（{reason}），请另选文件",
        "jixiao sign --new-key --key /无此文件夹/我的.pem",
    ),
    "key-open": Code(
        WARNING,
        "others can read the key {file} (mode {mode}) and could sign in your name; run: chmod 600 {file}",
        "密钥 {file} 可被他人读取（权限 {mode}），他人可冒名签署；请执行 chmod 600 {file}",
        "a key with mode 0644",
    ),
    "run-incomplete": Code(
        WARNING,
        "run {run} is incomplete: {projects} projects have no total yet; what is signed is a range",
        "运行 {run} 未完成：{projects} 个项目尚无总分，签署的是区间",
        "jixiao sign of a run with missing actuals",
    ),
    "signature-unreadable": Code(
        ERROR,
        "this is no signature of jixiao, or it was changed after signing ({reason}); ask for the file again",
        "不是有效的签名文件，或签署后被改动（{reason}），请重新索取",
        "a signature file that was edited",
    ),
    "signature-other-run": Code(
        ERROR,
        "the signature is for run {signed}, this is run {run}; check it against the run it names",
        "签名对应运行 {signed}，此为运行 {run}，请核对",
        "jixiao verify with the signature of another run",
    ),
    "signature-content": Code(
        ERROR,
        "run {run} is not what {name} signed: its SHA-256 is {found}, signed was {signed}; it was changed afterwards",
        "运行 {run} 与 {name} 所签内容不符：SHA-256 为 {found}，所签为 {signed}，签署后有改动",
        "a run with one figure changed",
    ),
    "signature-wrong": Code(
        ERROR,
        "the signature does not fit its key, or name, role or time were changed after signing",
        "签名与公钥不符，或签署人、职务、时间在签署后被改动",
        "a signature with another name in it",
    ),
    "signature-key-unknown": Code(
        ERROR,
        "the signature is made with the key {key}, which is none of the known keys; ask {name} whether it is theirs",
        "签名所用公钥 {key} 不在已知公钥之列，请向 {name} 核实",
        "somebody else signing under the same name",
    ),
    "run-supersedes-signed": Code(
        WARNING,
        "run {run} comes after run {signed}, which {name} ({role}) signed at {at}, for {projects} of the same projects; "
        "what was signed stays as it is",
        "运行 {run} 晚于 {name}（{role}）于 {at} 签署的运行 {signed}，涉及其中 {projects} 个项目；已签署的结果保持不变",
        "jixiao score after jixiao sign",
    ),
}
