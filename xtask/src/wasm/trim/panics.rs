//! Panics without their messages.
//!
//! A release has no panic hook, and without one a panic in WASM has nowhere to write to: the standard library formats a message, drops it, and traps.
//! Here it traps at once, as with `panic = "immediate-abort"`, which isn't stable.

use walrus::{
    FunctionId, FunctionKind, LocalFunction, Module,
    ir::{Br, BrIf, BrTable, Instr, InstrSeqId, Return, ReturnCall, ReturnCallIndirect, ReturnCallRef, Visitor, dfs_in_order},
};

/// The crates of the standard library in the two ways in which Rust mangles names.
const STANDARD: [&str; 7] = ["_4core", "_5alloc", "_3std", "_7___rustc", "_ZN4core", "_ZN5alloc", "_ZN3std"];

/// Replaces each function of the standard library that never returns by a trap. These are all functions that panic or abort; functions of other
/// crates are kept, since they may also throw an error of JavaScript.
pub(super) fn silence(module: &mut Module) {
    let standard = |id| module.funcs.get(id).name.as_ref().is_some_and(|name| STANDARD.iter().any(|root| name.contains(root)));
    let silenced: Vec<FunctionId> =
        module.funcs.iter_local().filter(|(id, function)| standard(*id) && diverges(function)).map(|(id, _)| id).collect();
    for id in silenced {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let entry = function.entry_block();
            function.block_mut(entry).instrs.clear();
            function.builder_mut().func_body().unreachable();
        }
    }
}

/// Whether the function can't return: its end is unreachable, and nothing jumps there.
fn diverges(function: &LocalFunction) -> bool {
    let entry = function.entry_block();
    let mut returns = Returns { entry, found: false };
    dfs_in_order(&mut returns, function, entry);
    !returns.found && matches!(function.block(entry).instrs.last(), Some((Instr::Unreachable(_), _)))
}

/// Looks for instructions that leave the function.
struct Returns {
    entry: InstrSeqId,
    found: bool,
}

impl Visitor<'_> for Returns {
    fn visit_return(&mut self, _: &Return) {
        self.found = true;
    }

    fn visit_return_call(&mut self, _: &ReturnCall) {
        self.found = true;
    }

    fn visit_return_call_indirect(&mut self, _: &ReturnCallIndirect) {
        self.found = true;
    }

    fn visit_return_call_ref(&mut self, _: &ReturnCallRef) {
        self.found = true;
    }

    fn visit_br(&mut self, jump: &Br) {
        self.found |= jump.block == self.entry;
    }

    fn visit_br_if(&mut self, jump: &BrIf) {
        self.found |= jump.block == self.entry;
    }

    fn visit_br_table(&mut self, jump: &BrTable) {
        self.found |= jump.default == self.entry || jump.blocks.contains(&self.entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ValType};

    const PANIC: &str = "_RNvNtCsgXGp5Oqx2Ny_4core9panicking9panic_fmt";

    /// Adds a function with one instruction before what `end` adds.
    fn add(module: &mut Module, name: &str, end: impl FnOnce(&mut FunctionBuilder)) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        builder.name(name.to_owned()).func_body().i32_const(1).drop();
        end(&mut builder);
        let argument = module.locals.add(ValType::I32);
        builder.finish(vec![argument], &mut module.funcs)
    }

    fn instructions(module: &Module, id: FunctionId) -> usize {
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else { panic!("it has a body") };
        function.block(function.entry_block()).instrs.len()
    }

    #[test]
    fn functions_of_the_standard_library_that_never_return_trap_at_once() {
        let mut module = Module::default();
        let panics = add(&mut module, PANIC, |builder| {
            builder.func_body().unreachable();
        });
        let returns = add(&mut module, "_ZN4core3str4trim17h0123456789abcdefE", |_| ());
        let may_return = add(&mut module, "_ZN3std9panicking4stop17h0123456789abcdefE", |builder| {
            let end = builder.func_body_id();
            builder.func_body().i32_const(0).br_if(end).unreachable();
        });
        let throws = add(&mut module, "_ZN12wasm_bindgen9throw_str17h0123456789abcdefE", |builder| {
            builder.func_body().unreachable();
        });
        silence(&mut module);
        assert_eq!([panics, returns, may_return, throws].map(|id| instructions(&module, id)), [1, 2, 5, 3]);
    }
}
